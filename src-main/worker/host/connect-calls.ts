import { fdFlag } from '../wasi/descriptor.ts';
import type { HostcallFamily } from '../wasi/hostcall.ts';
import { type Connected, connectTcp, connectTls } from './connect.ts';
import { SocketDescriptor } from './socket-descriptor.ts';

/** Written instead of a descriptor's number where there is no connection; dmesg says why. */
const noDescriptor = 0xffff_ffff;

const decoder = new TextDecoder();

/**
 * `host_tcp_connect` and `host_tls_connect`: open a connection and write the number of its descriptor.
 * Of the flags, preview 1's `nonblock` means something.
 */
export const connectCalls: HostcallFamily = (context) => {
  const { memory } = context;
  const read = (pointer: number, size: number) => decoder.decode(memory.slice(pointer, size));
  return {
    async host_tcp_connect(address: number, addressSize: number, flags: number, fdPointer: number) {
      memory.writeU32(fdPointer, noDescriptor);
      finish(await connectTcp(read(address, addressSize)), flags, fdPointer);
      return undefined;
    },
    async host_tls_connect(
      address: number,
      addressSize: number,
      hostName: number,
      hostNameSize: number,
      flags: number,
      fdPointer: number,
    ) {
      memory.writeU32(fdPointer, noDescriptor);
      const connected = await connectTls(read(address, addressSize), read(hostName, hostNameSize));
      finish(connected, flags, fdPointer);
      return undefined;
    },
  };

  function finish({ socket, problem }: Connected, flags: number, fdPointer: number): void {
    const { descriptors, recorder } = context.session;
    if (socket === null) {
      recorder.remark(problem);
      return;
    }
    const descriptor = new SocketDescriptor(socket, flags & fdFlag.nonblock);
    const fd = descriptors.add(descriptor);
    if (fd >= 0) {
      memory.writeU32(fdPointer, fd);
      return;
    }
    descriptor.close();
    recorder.remark('too many open descriptors');
  }
};
