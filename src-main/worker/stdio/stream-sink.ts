import type { Writable } from 'node:stream';
import { Descriptor, type FileType, fileType, right } from '../wasi/descriptor.ts';
import { type Count, errno } from '../wasi/errno.ts';

/** Bytes of which one write takes no second buffer: they are copied, and a guest can name the same ones many times. */
const gatherLimit = 16 * 1024 * 1024;

/** A stream of the host to write to, as stdout and stderr: the guest waits while the reader is slower than it. */
export class StreamSink extends Descriptor {
  readonly fileType: FileType;
  override rightsBase = right.fdWrite | right.fdFilestatGet | right.pollFdReadwrite;
  readonly #stream: Writable;

  /** Takes the stream and whether somebody looks at it: a C library then writes line by line. */
  constructor(stream: Writable, { isTerminal }: { readonly isTerminal: boolean }) {
    super();
    this.fileType = isTerminal ? fileType.characterDevice : fileType.unknown;
    this.#stream = stream;
    // Each write hears of its own failure; without a listener the event would end the process.
    stream.on('error', () => undefined);
  }

  /** Without `waits`, what a slow reader makes wait counts as written. */
  override write(buffers: readonly Uint8Array[], waits = true): Count | Promise<Count> {
    // The guest goes on and may write over its buffers before the stream has read them.
    const bytes = Buffer.concat(withinLimit(buffers));
    if (this.#stream.destroyed) return -errno.pipe;
    const { promise, resolve } = Promise.withResolvers<Count>();
    const accepted = this.#stream.write(bytes, (error) => resolve(error ? -errno.pipe : bytes.length));
    return accepted || !waits ? bytes.length : promise;
  }
}

/** The first buffer, and those behind it as far as the limit allows; a write may be a short one, as POSIX has it. */
function withinLimit(buffers: readonly Uint8Array[]): readonly Uint8Array[] {
  let total = 0;
  const end = buffers.findIndex(({ length }, index) => {
    total += length;
    return index > 0 && total > gatherLimit;
  });
  return end === -1 ? buffers : buffers.slice(0, end);
}
