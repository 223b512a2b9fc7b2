import { createConnectCalls, noDescriptor } from '../host/connect-calls.ts';
import { SocketDescriptor } from '../host/socket-descriptor.ts';
import { preview1Abi } from '../wasi/abi.ts';
import type { WasiContext } from '../wasi/context.ts';
import { descriptorCalls } from '../wasi/descriptors.ts';
import { errno } from '../wasi/errno.ts';
import { socketCalls } from '../wasi/sockets.ts';
import type { Box, QuickJs, Span } from './quickjs.ts';
import { type RecordedCall, recordedCall } from './recorded-call.ts';

/** `sdflags` of preview 1. */
const shutdownSend = 2;
/** Room for an iovec, and behind it for what a call counts or opens. */
const blockBytes = 16;
const resultOffset = 8;
/** What one read gives at most. */
const chunkBytes = 64 * 1024;

/** The ends of a connection, as `host:port`. */
export interface SocketAddresses {
  readonly local: string;
  readonly peer: string;
}

/**
 * The hostcalls of a JavaScript program's sockets. Several may wait at the same time, so that each has its parameters
 * in a block of its own in the guest's heap.
 */
export class SocketCalls {
  readonly #context: WasiContext;
  readonly #quickjs: QuickJs;
  /** Why a connection failed, by where its number would have gone. */
  readonly #problems = new Map<number, string>();
  readonly #calls: Readonly<Record<'tcp' | 'tls' | 'read' | 'write' | 'shutdown' | 'close', RecordedCall>>;

  constructor(context: WasiContext, quickjs: QuickJs) {
    this.#context = context;
    this.#quickjs = quickjs;
    const calls = {
      ...descriptorCalls(context, preview1Abi),
      ...socketCalls(context, preview1Abi),
      ...createConnectCalls(context, (pointer, problem) => this.#problems.set(pointer, problem)),
    };
    this.#calls = {
      tcp: recordedCall(context, calls, 'host_tcp_connect'),
      tls: recordedCall(context, calls, 'host_tls_connect'),
      read: recordedCall(context, calls, 'fd_read'),
      write: recordedCall(context, calls, 'fd_write'),
      shutdown: recordedCall(context, calls, 'sock_shutdown'),
      close: recordedCall(context, calls, 'fd_close'),
    };
  }

  /**
   * Connects, by TLS where there is a host name, and gives the descriptor's number. The promise fails with the reason
   * that dmesg has; what reaches out while there is no invocation throws at once.
   */
  connect(address: string, hostName: string | null): Promise<() => Box> {
    const text = this.#text(address + (hostName ?? ''));
    const addressSize = Buffer.byteLength(address);
    const block = this.#quickjs.allocate(blockBytes);
    const outcome =
      hostName === null
        ? this.#calls.tcp(text.pointer, addressSize, 0, block)
        : this.#calls.tls(
            text.pointer,
            addressSize,
            text.pointer + addressSize,
            text.size - addressSize,
            0,
            block,
          );
    return Promise.resolve(outcome).then(() => {
      const fd = this.#context.memory.readU32(block);
      if (fd === noDescriptor) throw new Error(`${address}: ${this.#problems.get(block)}`);
      return () => {
        for (const pointer of [text.pointer, block]) this.#quickjs.exports.wasm_free(pointer);
        return this.#quickjs.exports.qjs_new_number(fd);
      };
    });
  }

  /** Waits until there is something to read and gives it as bytes, none at the end. */
  receive(fd: number): Promise<() => Box> {
    const socket = this.#socket(fd);
    return this.#readable(socket).then(() => () => {
      const block = this.#quickjs.allocate(blockBytes + chunkBytes);
      const place = { pointer: block + blockBytes, size: chunkBytes };
      const failure = this.#calls.read(fd, this.#iovec(block, place), 1, block + resultOffset);
      if (failure !== errno.success) throw new Error(`the connection failed with errno ${failure}`);
      const count = this.#context.memory.readU32(block + resultOffset);
      const bytes = this.#quickjs.exports.qjs_new_uint8_array(place.pointer, count);
      this.#quickjs.exports.wasm_free(block);
      return bytes;
    });
  }

  /** Sends all of these bytes of the guest; the promise is kept when the connection took them. */
  send(fd: number, data: Span): Promise<() => Box> {
    this.#socket(fd);
    const block = this.#quickjs.allocate(blockBytes);
    const outcome = this.#calls.write(fd, this.#iovec(block, data), 1, block + resultOffset);
    return Promise.resolve(outcome).then((failure) => {
      if (failure !== errno.success) throw new Error(`the connection failed with errno ${failure}`);
      return () => {
        this.#quickjs.exports.wasm_free(block);
        return this.#quickjs.exports.qjs_get_undefined();
      };
    });
  }

  /** Sends no more; what comes can still be read. */
  end(fd: number): void {
    this.#calls.shutdown(fd, shutdownSend);
  }

  close(fd: number): void {
    this.#calls.close(fd);
  }

  addresses(fd: number): SocketAddresses {
    return this.#socket(fd).addresses;
  }

  #socket(fd: number): SocketDescriptor {
    const descriptor = this.#context.session.descriptors.get(fd);
    if (descriptor instanceof SocketDescriptor) return descriptor;
    throw new Error('the connection is closed');
  }

  async #readable(socket: SocketDescriptor): Promise<void> {
    const never = new AbortController().signal;
    while (socket.readiness('read') === null) await socket.whenReady('read', never);
  }

  #text(text: string): Span {
    const size = Buffer.byteLength(text);
    const pointer = this.#quickjs.allocate(size + 1);
    Buffer.from(text).copy(this.#context.memory.slice(pointer, size));
    return { pointer, size };
  }

  #iovec(block: number, { pointer, size }: Span): number {
    this.#context.memory.writeU32(block, pointer);
    this.#context.memory.writeU32(block + 4, size);
    return block;
  }
}
