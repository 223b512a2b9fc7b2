/** Bytes that end before what they promise, or promise what nobody can read. */
export class Unreadable extends Error {}

const utf8 = new TextDecoder();

/** Reads little-endian numbers and texts one after another. Throws {@link Unreadable} at the end of its bytes. */
export class ByteCursor {
  readonly bytes: Uint8Array;
  readonly end: number;
  offset: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, offset = 0, end = bytes.length) {
    if (offset > bytes.length || end > bytes.length) throw new Unreadable('It ends too early.');
    this.bytes = bytes;
    this.offset = offset;
    this.end = end;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.offset >= this.end;
  }

  /** An unsigned integer of that many bytes; of eight, the lower 53 bits are exact. */
  unsigned(size: number): number {
    const start = this.#advance(size);
    switch (size) {
      case 1:
        return this.#view.getUint8(start);
      case 2:
        return this.#view.getUint16(start, true);
      case 3:
        return this.#view.getUint16(start, true) | (this.#view.getUint8(start + 2) << 16);
      case 4:
        return this.#view.getUint32(start, true);
      case 8:
        return this.#view.getUint32(start, true) + this.#view.getUint32(start + 4, true) * 2 ** 32;
      default:
        throw new Unreadable(`There are no numbers of ${size} bytes.`);
    }
  }

  /** A signed byte. */
  signedByte(): number {
    return this.#view.getInt8(this.#advance(1));
  }

  /** An unsigned LEB128 integer. */
  leb128(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.unsigned(1);
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  /** A signed LEB128 integer. */
  signedLeb128(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.unsigned(1);
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return byte & 0x40 ? value - scale * 128 : value;
    }
  }

  /** A text that a zero byte ends. */
  text(): string {
    const end = this.bytes.indexOf(0, this.offset);
    if (end === -1 || end >= this.end) throw new Unreadable('A text has no end.');
    const text = utf8.decode(this.bytes.subarray(this.offset, end));
    this.offset = end + 1;
    return text;
  }

  /** Passes over that many bytes. */
  skip(size: number): void {
    this.#advance(size);
  }

  #advance(size: number): number {
    const start = this.offset;
    if (start + size > this.end) throw new Unreadable('It ends too early.');
    this.offset = start + size;
    return start;
  }
}
