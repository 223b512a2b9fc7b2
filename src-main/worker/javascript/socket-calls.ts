import { createConnectCalls, noDescriptor } from '../host/connect-calls.ts';
import type { SocketDescriptor } from '../host/socket-descriptor.ts';
import { preview1Abi } from '../wasi/abi.ts';
import type { WasiContext } from '../wasi/context.ts';
import type { Descriptor } from '../wasi/descriptor.ts';
import { descriptorCalls } from '../wasi/descriptors.ts';
import { type Errno, errno } from '../wasi/errno.ts';
import type { HostcallOutcome, HostFunctions } from '../wasi/hostcall.ts';
import { socketCalls } from '../wasi/sockets.ts';
import type { Box } from './box.ts';
import { OperationFailure } from './pending-operations.ts';
import type { QuickJs, Span } from './quickjs.ts';
import { type RecordedCall, recordedCall } from './recorded-call.ts';

/** `sdflags` of preview 1. */
const shutdownSend = 2;

/** Where a call has its parameters in its block; what it sends or receives lies behind them. */
const layout = { iovec: 0, count: 8, flags: 12, data: 16 } as const;

const failures: Readonly<Record<Errno, string>> = {
  [errno.badf]: 'the connection is closed',
  [errno.pipe]: 'the connection takes no more data',
  [errno.connreset]: 'the other end has reset the connection',
};

/**
 * The hostcalls of a JavaScript program's sockets. Several may wait at the same time, so that each has its parameters
 * in a block of its own in the guest's heap. Their promises fail with an {@link OperationFailure}.
 */
export class SocketCalls {
  readonly #context: WasiContext;
  readonly #quickjs: QuickJs;
  /** Why a connection failed, by where its number would have gone. */
  readonly #problems = new Map<number, string>();
  readonly #calls: Readonly<Record<'tcp' | 'tls' | 'receive' | 'send' | 'shutdown' | 'close', RecordedCall>>;

  constructor(context: WasiContext, quickjs: QuickJs) {
    this.#context = context;
    this.#quickjs = quickjs;
    const calls = {
      ...descriptorCalls(context, preview1Abi),
      ...receivingWhenReady(context, socketCalls(context, preview1Abi)),
      ...createConnectCalls(context, (pointer, problem) => this.#problems.set(pointer, problem)),
    };
    this.#calls = {
      tcp: recordedCall(context, calls, 'host_tcp_connect'),
      tls: recordedCall(context, calls, 'host_tls_connect'),
      receive: recordedCall(context, calls, 'sock_recv'),
      send: recordedCall(context, calls, 'sock_send'),
      shutdown: recordedCall(context, calls, 'sock_shutdown'),
      close: recordedCall(context, calls, 'fd_close'),
    };
  }

  /**
   * Connects, by TLS where there is a server name (an empty one is the address's own), and gives the descriptor and
   * both ends of the connection as JSON. Fails with the reason that dmesg has.
   */
  connect(address: string, serverName: string | null): Promise<Box> {
    const [place, name] = [Buffer.from(address), Buffer.from(serverName ?? '')];
    const block = this.#quickjs.allocate(layout.data + place.length + name.length);
    const text = block + layout.data;
    this.#context.memory.slice(text, place.length + name.length).set(Buffer.concat([place, name]));
    const returned =
      serverName === null
        ? this.#calls.tcp(text, place.length, 0, block)
        : this.#calls.tls(text, place.length, text + place.length, name.length, 0, block);
    return this.#connected(address, block, returned);
  }

  /** Waits until there is something to read and gives up to `size` bytes of it, none at the end. */
  receive(fd: number, size: number): Promise<Box> {
    const block = this.#quickjs.allocate(layout.data + size);
    const data = { pointer: block + layout.data, size };
    const [count, flags] = [block + layout.count, block + layout.flags];
    const returned = this.#calls.receive(fd, this.#iovec(block, data), 1, 0, count, flags);
    return this.#finished(block, returned, () =>
      this.#quickjs.exports.qjs_new_uint8_array(data.pointer, this.#context.memory.readU32(count)),
    );
  }

  /** Sends these bytes of the guest; the promise is kept when the connection has taken all of them. */
  send(fd: number, data: Span): Promise<Box> {
    const block = this.#quickjs.allocate(layout.data);
    const returned = this.#calls.send(fd, this.#iovec(block, data), 1, 0, block + layout.count);
    return this.#finished(block, returned, () => this.#quickjs.exports.qjs_get_undefined());
  }

  /** Sends no more; what comes can still be read. */
  end(fd: number): void {
    this.#calls.shutdown(fd, shutdownSend);
  }

  close(fd: number): void {
    this.#calls.close(fd);
  }

  async #connected(address: string, block: number, returned: unknown): Promise<Box> {
    await returned;
    const fd = this.#context.memory.readU32(block);
    const problem = this.#problems.get(block);
    this.#problems.delete(block);
    this.#quickjs.exports.wasm_free(block);
    if (fd === noDescriptor) throw new OperationFailure(`${address}: ${problem}`);
    const { addresses } = this.#context.session.descriptors.get(fd) as SocketDescriptor;
    return this.#quickjs.newString(JSON.stringify({ fd, ...addresses }));
  }

  /** Waits for a call's end. The guest doesn't run then either, so that values can be made of what came. */
  async #finished(block: number, returned: ReturnType<RecordedCall>, value: () => Box): Promise<Box> {
    const code = (await returned) as Errno;
    const box = code === errno.success ? value() : null;
    this.#quickjs.exports.wasm_free(block);
    if (box === null)
      throw new OperationFailure(failures[code] ?? `the connection failed with errno ${code}`);
    return box;
  }

  #iovec(block: number, { pointer, size }: Span): number {
    const { memory } = this.#context;
    memory.writeU32(block + layout.iovec, pointer);
    memory.writeU32(block + layout.iovec + 4, size);
    return block + layout.iovec;
  }
}

/**
 * `sock_recv` that waits before it takes views of guest memory: the guest runs on meanwhile, and its memory may grow.
 * Where the descriptor is closed meanwhile it answers `ebadf`, whoever has its number then.
 */
function receivingWhenReady(context: WasiContext, calls: HostFunctions): HostFunctions {
  const receive = calls.sock_recv as (fd: number, ...others: number[]) => HostcallOutcome;
  const waiting = async (socket: Descriptor, fd: number, others: number[]) => {
    while (socket.readiness('read') === null) await socket.whenReady('read', new AbortController().signal);
    return context.session.descriptors.get(fd) === socket ? receive(fd, ...others) : errno.badf;
  };
  return {
    ...calls,
    sock_recv(fd: number, ...others: number[]) {
      const socket = context.session.descriptors.get(fd);
      return socket?.readiness('read') === null ? waiting(socket, fd, others) : receive(fd, ...others);
    },
  };
}
