import type { Readable } from 'node:stream';
import { Descriptor, type FileType, fileType, type Readiness, right } from '../wasi/descriptor.ts';
import { type Count, type Errno, errno } from '../wasi/errno.ts';

/** A stream of the host to read from, as stdin: the guest waits until there is something, and reads what there is. */
export class StreamSource extends Descriptor {
  readonly fileType: FileType;
  override rightsBase = right.fdRead | right.fdFilestatGet | right.pollFdReadwrite;
  readonly #stream: Readable;
  #rest: Uint8Array = new Uint8Array(0);
  #ended = false;
  #failure: Errno = errno.success;

  /** Takes a stream in byte mode, and whether somebody types into it. */
  constructor(stream: Readable, { isTerminal }: { readonly isTerminal: boolean }) {
    super();
    this.fileType = isTerminal ? fileType.characterDevice : fileType.unknown;
    this.#stream = stream;
    stream.once('end', () => {
      this.#ended = true;
    });
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#failure = error.code === 'ECONNRESET' ? errno.connreset : errno.io;
    });
  }

  override read(buffers: readonly Uint8Array[]): Count | Promise<Count> {
    const available = this.readiness('read');
    if (available !== null) return available < 0 ? available : this.#take(buffers);
    return this.#somethingHappens().then(() => this.read(buffers));
  }

  override readiness(event: Readiness): Count | null {
    if (event === 'write') return super.readiness(event);
    if (this.#rest.length === 0) this.#rest = (this.#stream.read() as Uint8Array | null) ?? this.#rest;
    if (this.#rest.length > 0) return this.#rest.length;
    if (this.#failure !== errno.success) return -this.#failure;
    return this.hungUp ? 0 : null;
  }

  override get hungUp(): boolean {
    return this.#ended || this.#stream.readableEnded || this.#stream.destroyed;
  }

  override whenReady(_event: Readiness, signal: AbortSignal): Promise<void> {
    return this.#somethingHappens(signal);
  }

  /** Copies what is there already and leaves it there. */
  peek(buffers: readonly Uint8Array[]): Count {
    let count = 0;
    for (const buffer of buffers) {
      const part = this.#rest.subarray(count, count + buffer.length);
      buffer.set(part);
      count += part.length;
    }
    return count;
  }

  #take(buffers: readonly Uint8Array[]): Count {
    const count = this.peek(buffers);
    this.#rest = this.#rest.subarray(count);
    return count;
  }

  /** Resolves when the stream has more, or has ended, or has failed, or nobody waits any more. */
  #somethingHappens(signal?: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const events = ['readable', 'end', 'error', 'close'] as const;
    for (const event of events) this.#stream.once(event, resolve);
    signal?.addEventListener('abort', () => resolve(), { once: true });
    return promise.finally(() => {
      for (const event of events) this.#stream.off(event, resolve);
    });
  }
}
