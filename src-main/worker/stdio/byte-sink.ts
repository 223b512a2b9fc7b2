import { describeSize } from '../../contract/describe-size.ts';
import { GuestHalt } from '../guest-halt.ts';
import { Descriptor, fileType, type Prestat, right } from '../wasi/descriptor.ts';
import type { Count } from '../wasi/errno.ts';

/** Hears what was written, and that was within the limit. */
export interface SinkListener {
  append(bytes: Uint8Array): void;
}

export interface ByteSinkOptions {
  readonly prestat?: Prestat | null;
  readonly listener?: SinkListener | null;
}

const nothing = new Uint8Array(0);

/** Collects what a guest writes, up to a limit: stdout, stderr, or the response to a trigger. */
export class ByteSink extends Descriptor {
  readonly fileType = fileType.unknown;
  override readonly prestat: Prestat | null;
  override rightsBase = right.fdWrite | right.fdFilestatGet | right.pollFdReadwrite;
  readonly #name: string;
  readonly #limit: number;
  readonly #listener: SinkListener | null;
  #buffer: Uint8Array<ArrayBuffer> = nothing;
  #length = 0;

  /** Takes the stream's name, for the message when the limit is reached, and the limit in bytes. */
  constructor(name: string, limit: number, { prestat = null, listener = null }: ByteSinkOptions = {}) {
    super();
    this.#name = name;
    this.#limit = limit;
    this.#listener = listener;
    this.prestat = prestat;
  }

  /** What was written so far. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#length === this.#buffer.length ? this.#buffer : this.#buffer.slice(0, this.#length);
  }

  override write(buffers: readonly Uint8Array[]): Count {
    let written = 0;
    for (const buffer of buffers) written += this.#append(buffer);
    return written;
  }

  #append(bytes: Uint8Array): number {
    const kept = bytes.subarray(0, this.#limit - this.#length);
    const length = this.#length + kept.length;
    if (length > this.#buffer.length) this.#reserve(length);
    this.#buffer.set(kept, this.#length);
    this.#length = length;
    this.#listener?.append(kept);
    if (kept.length < bytes.length) throw this.#full();
    return kept.length;
  }

  /** The first write takes what it needs, because most guests write once; after that the buffer doubles. */
  #reserve(length: number): void {
    const grown = new Uint8Array(Math.max(length, this.#buffer.length * 2));
    grown.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = grown;
  }

  #full(): GuestHalt {
    const message = `The function wrote more than ${describeSize(this.#limit)} to ${this.#name}, which is all that it may.`;
    return new GuestHalt({ kind: 'output-limit', message });
  }
}
