import { Descriptor, fileType, type Prestat, type Readiness, right } from '../wasi/descriptor.ts';
import type { Count } from '../wasi/errno.ts';

/** A stream over bytes that are all there: a request's body as stdin, or the request of a trigger. */
export class ByteSource extends Descriptor {
  readonly fileType = fileType.unknown;
  override readonly prestat: Prestat | null;
  override rightsBase = right.fdRead | right.fdFilestatGet | right.pollFdReadwrite;
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array, prestat: Prestat | null = null) {
    super();
    this.#bytes = bytes;
    this.prestat = prestat;
  }

  override read(buffers: readonly Uint8Array[]): Count {
    const start = this.#position;
    for (const buffer of buffers) {
      const part = this.#bytes.subarray(this.#position, this.#position + buffer.length);
      buffer.set(part);
      this.#position += part.length;
    }
    return this.#position - start;
  }

  override readiness(event: Readiness): Count | null {
    return event === 'read' ? this.#bytes.length - this.#position : super.readiness(event);
  }

  override get hungUp(): boolean {
    return this.#position === this.#bytes.length;
  }
}
