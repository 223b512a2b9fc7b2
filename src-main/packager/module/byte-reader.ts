import { hex, invalidModule } from './invalid-module.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The widest encoding that the specification allows for a number of bits, in bytes. */
const maximumLength = (bits: number): number => Math.ceil(bits / 7);

/** Reads the primitives of the binary format and refuses to read past its end. Throws `invalid-module`. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  offset: number;
  readonly #place: string;

  /** `place` is what messages call these bytes, for example `import section`. */
  constructor(bytes: Uint8Array, place: string, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.#place = place;
    this.offset = start;
    this.end = end;
  }

  get done(): boolean {
    return this.offset >= this.end;
  }

  byte(): number {
    if (this.offset >= this.end) throw this.malformed('it ends in the middle of an entry');
    const value = this.bytes[this.offset]!;
    this.offset += 1;
    return value;
  }

  /** An unsigned LEB128 integer of at most that many bits. */
  unsigned(bits: 32 | 64 = 32): number {
    let value = 0;
    let scale = 1;
    for (let length = maximumLength(bits); length > 0; length -= 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if ((byte & 0x80) === 0) {
        if (bits === 32 && value > 0xffff_ffff) break;
        return value;
      }
      scale *= 128;
    }
    throw this.malformed(`it has an integer of more than ${bits} bits`);
  }

  /** Moves to an offset that was found by other means, when it is still inside. */
  moveTo(offset: number): void {
    if (offset > this.end) throw this.malformed('it ends in the middle of an entry');
    this.offset = offset;
  }

  /** A length and that many bytes of UTF-8. */
  name(): string {
    const start = this.offset;
    const length = this.unsigned();
    const text = this.bytes.subarray(this.offset, this.offset + length);
    this.moveTo(this.offset + length);
    try {
      return utf8.decode(text);
    } catch {
      throw this.malformed(`the name at offset ${hex(start)} is not UTF-8`);
    }
  }

  /** A count and that many elements. */
  vector<T>(element: () => T): T[] {
    const elements: T[] = [];
    for (let count = this.unsigned(); count > 0; count -= 1) elements.push(element());
    return elements;
  }

  /** The error for something that can't be read here. */
  malformed(problem: string): Error {
    return invalidModule(
      `The ${this.#place} is malformed: ${problem} (offset ${hex(this.offset)}). Build or upload the module again.`,
      { place: this.#place, offset: this.offset },
    );
  }
}
