import type { Writable } from 'node:stream';
import { Descriptor, type FileType, fileType, right } from '../wasi/descriptor.ts';
import { type Count, errno } from '../wasi/errno.ts';

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

  override write(buffers: readonly Uint8Array[]): Count | Promise<Count> {
    // The guest goes on and may write over its buffers before the stream has read them.
    const bytes = Buffer.concat(buffers);
    if (this.#stream.destroyed) return -errno.pipe;
    const { promise, resolve } = Promise.withResolvers<Count>();
    const accepted = this.#stream.write(bytes, (error) => resolve(error ? -errno.pipe : bytes.length));
    return accepted ? bytes.length : promise;
  }
}
