import { fdFlag } from './descriptor.ts';
import { errno } from './errno.ts';
import type { HostcallFamily } from './hostcall.ts';
import { finishTransfer, readIovecs } from './iovecs.ts';

/** `riflags` of preview 1. */
const receiveFlag = { peek: 1, waitAll: 2 } as const;
/** `sdflags` of preview 1. */
const shutdownFlag = { receive: 1, send: 2 } as const;

/** `sock_*`: over whatever descriptor is a socket. */
export const socketCalls: HostcallFamily = (context) => {
  const { memory } = context;
  const descriptor = (fd: number) => context.session.descriptors.get(fd);
  return {
    async sock_accept(fd: number, flags: number, fdPointer: number) {
      if ((flags & ~fdFlag.nonblock) !== 0) return errno.inval;
      const accepted = (await descriptor(fd)?.accept(flags)) ?? errno.badf;
      if (typeof accepted === 'number') return accepted;
      return finishTransfer(memory, context.session.descriptors.add(accepted), fdPointer);
    },
    sock_recv(
      fd: number,
      iovecs: number,
      count: number,
      flags: number,
      countPointer: number,
      flagsPointer: number,
    ) {
      const socket = descriptor(fd);
      if (socket === undefined) return errno.badf;
      if ((flags & ~(receiveFlag.peek | receiveFlag.waitAll)) !== 0) return errno.inval;
      memory.writeU16(flagsPointer, 0);
      const received = socket.receive(readIovecs(memory, iovecs, count), {
        peek: (flags & receiveFlag.peek) !== 0,
        waitForAll: (flags & receiveFlag.waitAll) !== 0,
      });
      return finishTransfer(memory, received, countPointer);
    },
    sock_send(fd: number, iovecs: number, count: number, flags: number, countPointer: number) {
      const socket = descriptor(fd);
      if (socket === undefined) return errno.badf;
      if (flags !== 0) return errno.inval;
      return finishTransfer(memory, socket.send(readIovecs(memory, iovecs, count)), countPointer);
    },
    sock_shutdown(fd: number, how: number) {
      const socket = descriptor(fd);
      if (socket === undefined) return errno.badf;
      if (how === 0 || (how & ~(shutdownFlag.receive | shutdownFlag.send)) !== 0) return errno.inval;
      return socket.shutdown({
        receive: (how & shutdownFlag.receive) !== 0,
        send: (how & shutdownFlag.send) !== 0,
      });
    },
  };
};
