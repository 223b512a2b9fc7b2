import type { Socket } from 'node:net';
import { StreamSink } from '../stdio/stream-sink.ts';
import { StreamSource } from '../stdio/stream-source.ts';
import { Descriptor, fdFlag, fileType, type Readiness, right } from '../wasi/descriptor.ts';
import { type Count, type Errno, errno } from '../wasi/errno.ts';
import { followClosing } from './closing-sockets.ts';

/** Milliseconds without progress after which a closed connection is given up with what was not sent. */
const lingerTimeout = 5_000;

const stream = { isTerminal: false };

/** A connection: reads and writes like any stream, and knows what only sockets know. */
export class SocketDescriptor extends Descriptor {
  readonly fileType = fileType.socketStream;
  override rightsBase =
    right.fdRead |
    right.fdWrite |
    right.fdFdstatSetFlags |
    right.fdFilestatGet |
    right.pollFdReadwrite |
    right.sockShutdown;
  /** Both ends, as `host:port`; known for as long as anybody asks, unlike the socket's own. */
  readonly addresses: { readonly local: string; readonly peer: string };
  readonly #socket: Socket;
  readonly #source: StreamSource;
  readonly #sink: StreamSink;
  #receives = true;

  /** Takes a connected socket and its `fdflags`. */
  constructor(socket: Socket, flags: number) {
    super();
    const { localAddress, localPort, remoteAddress, remotePort } = socket;
    this.addresses = { local: placeOf(localAddress, localPort), peer: placeOf(remoteAddress, remotePort) };
    this.#socket = socket;
    this.#source = new StreamSource(socket, stream);
    this.#sink = new StreamSink(socket, stream);
    this.flags = flags;
  }

  override read(buffers: readonly Uint8Array[]): Count | Promise<Count> {
    return this.receive(buffers, { peek: false, waitForAll: false });
  }

  override write(buffers: readonly Uint8Array[]): Count | Promise<Count> {
    if (this.#socket.writableEnded) return -errno.pipe;
    if (this.#nonblocking && this.readiness('write') === null) return -errno.again;
    return this.#sink.write(buffers, !this.#nonblocking);
  }

  override send(buffers: readonly Uint8Array[]): Count | Promise<Count> {
    return this.write(buffers);
  }

  override receive(
    buffers: readonly Uint8Array[],
    options: { readonly peek: boolean; readonly waitForAll: boolean },
  ): Count | Promise<Count> {
    if (!this.#receives) return 0;
    const ready = this.#source.readiness('read');
    if (ready === null && this.#nonblocking) return -errno.again;
    if (options.peek) return this.#peek(buffers);
    return options.waitForAll ? this.#receiveAll(buffers) : this.#source.read(buffers);
  }

  override shutdown({ receive, send }: { readonly receive: boolean; readonly send: boolean }): Errno {
    if (send) this.#socket.end();
    if (receive) this.#receives = false;
    return errno.success;
  }

  override readiness(event: Readiness): Count | null {
    if (event === 'read') return this.#receives ? this.#source.readiness('read') : 0;
    if (this.#socket.destroyed) return -errno.pipe;
    return this.#socket.writableNeedDrain ? null : this.#socket.writableHighWaterMark;
  }

  override get hungUp(): boolean {
    return this.#source.hungUp;
  }

  override whenReady(event: Readiness, signal: AbortSignal): Promise<void> {
    return event === 'read' ? this.#source.whenReady('read', signal) : this.#drained(signal);
  }

  override close(): Errno {
    // What was written is still sent, to a peer that takes it; nobody reads what comes back.
    this.#socket.setTimeout(lingerTimeout, () => this.#socket.destroy());
    this.#socket.resume();
    this.#socket.destroySoon();
    followClosing(this.#socket);
    return errno.success;
  }

  get #nonblocking(): boolean {
    return (this.flags & fdFlag.nonblock) !== 0;
  }

  #peek(buffers: readonly Uint8Array[]): Count | Promise<Count> {
    if (this.#source.readiness('read') !== null) return this.#source.peek(buffers);
    return this.#source.whenReady('read', new AbortController().signal).then(() => this.#peek(buffers));
  }

  /** Reads until the buffers are full or the other end has no more. */
  async #receiveAll(buffers: readonly Uint8Array[]): Promise<Count> {
    let total = 0;
    for (const buffer of buffers)
      for (let filled = 0; filled < buffer.length; ) {
        const count = await this.#source.read([buffer.subarray(filled)]);
        if (count <= 0) return total > 0 ? total : count;
        filled += count;
        total += count;
      }
    return total;
  }

  #drained(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const events = ['drain', 'close'] as const;
    for (const event of events) this.#socket.once(event, resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
    return promise.finally(() => {
      for (const event of events) this.#socket.off(event, resolve);
    });
  }
}

/** `host:port`, an IPv6 address in brackets; empty where there is no connection any more. */
function placeOf(address: string | undefined, port: number | undefined): string {
  if (address === undefined) return '';
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
