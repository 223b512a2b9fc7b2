import { keptOutputBytes as tailBytes } from '../../contract/trace-events.ts';

/** A 64-bit float before them: how many bytes were written in all. */
const headBytes = 8;

/** Bytes that one {@link OutputTail} takes of a buffer; a multiple of eight, where it has to begin as well. */
export const outputTailBytes = headBytes + tailBytes;

/** The end of what an invocation writes to one stream, in memory that can be read when its thread was killed. */
export class OutputTail {
  readonly #total: Float64Array;
  readonly #ring: Uint8Array;

  constructor(buffer: SharedArrayBuffer, offset: number) {
    this.#total = new Float64Array(buffer, offset, 1);
    this.#ring = new Uint8Array(buffer, offset + headBytes, tailBytes);
  }

  /** Forgets what was written. */
  reset(): void {
    this.#total[0] = 0;
  }

  /** Adds what was written now. */
  append(bytes: Uint8Array): void {
    const total = this.#total[0]! + bytes.length;
    const kept = bytes.length <= tailBytes ? bytes : bytes.subarray(-tailBytes);
    const at = (total - kept.length) % tailBytes;
    const untilEnd = tailBytes - at;
    if (kept.length <= untilEnd) this.#ring.set(kept, at);
    else {
      this.#ring.set(kept.subarray(0, untilEnd), at);
      this.#ring.set(kept.subarray(untilEnd), 0);
    }
    this.#total[0] = total;
  }

  /** A copy of what is there. */
  read(): Uint8Array<ArrayBuffer> {
    const total = this.#total[0]!;
    if (total <= tailBytes) return new Uint8Array(this.#ring.subarray(0, total));
    const at = total % tailBytes;
    const tail = new Uint8Array(tailBytes);
    tail.set(this.#ring.subarray(at));
    tail.set(this.#ring.subarray(0, at), tailBytes - at);
    return tail;
  }
}
