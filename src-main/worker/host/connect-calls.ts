import type { WasiContext } from '../wasi/context.ts';
import { fdFlag, fileType } from '../wasi/descriptor.ts';
import type { HostcallFamily, HostFunctions } from '../wasi/hostcall.ts';
import { type Connected, connectTcp, connectTls } from './connect.ts';
import { SocketDescriptor } from './socket-descriptor.ts';

/** Written instead of a descriptor's number where there is no connection; dmesg says why. */
export const noDescriptor = 0xffff_ffff;

/** Connections that one invocation may have open. */
const socketLimit = 256;

/** Bytes of an address or a host's name that are looked at; DNS has 255 (RFC 1035, 2.3.4). */
const longestName = 1_024;

const decoder = new TextDecoder();

/**
 * `host_tcp_connect` and `host_tls_connect`: open a connection and write the number of its descriptor.
 * Of the flags, preview 1's `nonblock` means something.
 */
export const connectCalls: HostcallFamily = (context) => createConnectCalls(context, () => {});

/** The same calls; `tell` hears why there is no connection, and to which pointer its number would have gone. */
export function createConnectCalls(
  context: WasiContext,
  tell: (fdPointer: number, problem: string) => void,
): HostFunctions {
  const { memory } = context;
  const read = (pointer: number, size: number) =>
    decoder.decode(memory.slice(pointer, size).subarray(0, longestName));
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
    const refuse = (problem: string): undefined => {
      recorder.remark(call, problem);
      tell(fdPointer, problem);
    };
    memory.writeU32(fdPointer, noDescriptor);
    if (descriptors.count(fileType.socketStream) >= socketLimit)
      return refuse(`${socketLimit} connections are open, and more may not be`);
    const { socket, problem } = await connect();
    // The invocation may have ended meanwhile: nobody would close the connection, and the recorder is another's.
    if (descriptors.closed) {
      socket?.destroy();
      return undefined;
    }
    if (socket === null) return refuse(problem);
    const descriptor = new SocketDescriptor(socket, flags & fdFlag.nonblock);
    const fd = descriptors.add(descriptor);
    if (fd < 0) {
      descriptor.close();
      return refuse('too many open descriptors');
    }
    memory.writeU32(fdPointer, fd);
    return undefined;
  }
}
