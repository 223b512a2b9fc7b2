import { fdFlag, fileType } from '../wasi/descriptor.ts';
import type { HostcallFamily } from '../wasi/hostcall.ts';
import { type Connected, connectTcp, connectTls } from './connect.ts';
import { SocketDescriptor } from './socket-descriptor.ts';

/** Written instead of a descriptor's number where there is no connection; dmesg says why. */
export const noDescriptor = 0xffff_ffff;

/** Connections that one invocation may have open. */
const socketLimit = 256;

const decoder = new TextDecoder();

/**
 * `host_tcp_connect` and `host_tls_connect`: open a connection and write the number of its descriptor.
 * Of the flags, preview 1's `nonblock` means something.
 */
export const connectCalls: HostcallFamily = (context) => {
  const { memory } = context;
  const read = (pointer: number, size: number) => decoder.decode(memory.slice(pointer, size));
  const policy = () => context.session.egress ?? 'all';
  return {
    host_tcp_connect(address: number, addressSize: number, flags: number, fdPointer: number) {
      return open(flags, fdPointer, () => connectTcp(read(address, addressSize), policy()));
    },
    host_tls_connect(
      address: number,
      addressSize: number,
      hostName: number,
      hostNameSize: number,
      flags: number,
      fdPointer: number,
    ) {
      return open(flags, fdPointer, () =>
        connectTls(read(address, addressSize), read(hostName, hostNameSize), policy()),
      );
    },
  };

  async function open(
    flags: number,
    fdPointer: number,
    connect: () => Promise<Connected>,
  ): Promise<undefined> {
    const { descriptors, recorder } = context.session;
    const call = recorder.latest;
    memory.writeU32(fdPointer, noDescriptor);
    if (descriptors.count(fileType.socketStream) >= socketLimit) {
      recorder.remark(call, `${socketLimit} connections are open, and more may not be`);
      return undefined;
    }
    const { socket, problem } = await connect();
    if (socket === null) {
      recorder.remark(call, problem);
      return undefined;
    }
    const descriptor = new SocketDescriptor(socket, flags & fdFlag.nonblock);
    const fd = descriptors.add(descriptor);
    if (fd >= 0) memory.writeU32(fdPointer, fd);
    else {
      descriptor.close();
      recorder.remark(call, 'too many open descriptors');
    }
    return undefined;
  }
};
