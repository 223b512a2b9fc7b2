import { decode, encode } from './host.js';

const labels = ['utf-8', 'utf8', 'unicode-1-1-utf-8'];

/** UTF-8 of a text; halves of surrogate pairs become replacement characters. */
export function encodeText(text) {
  return encode(text.toWellFormed());
}

/** A `Uint8Array` over the bytes of any buffer or view. */
export function bytesOf(data) {
  if (data instanceof Uint8Array) return data;
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer || data instanceof SharedArrayBuffer) return new Uint8Array(data);
  throw new TypeError('expected an ArrayBuffer or a view of one');
}

/** Whether it is something that {@link bytesOf} takes. */
export function isBytes(data) {
  return ArrayBuffer.isView(data) || data instanceof ArrayBuffer || data instanceof SharedArrayBuffer;
}

/** https://encoding.spec.whatwg.org/#interface-textencoder */
export class TextEncoder {
  get encoding() {
    return 'utf-8';
  }

  encode(text = '') {
    return encodeText(String(text));
  }

  encodeInto(text, destination) {
    let read = 0;
    let written = 0;
    for (const character of String(text)) {
      const bytes = encodeText(character);
      if (written + bytes.length > destination.length) break;
      destination.set(bytes, written);
      read += character.length;
      written += bytes.length;
    }
    return { read, written };
  }
}

/** https://encoding.spec.whatwg.org/#interface-textdecoder, of UTF-8 alone. */
export class TextDecoder {
  #fatal;
  #ignoreByteOrderMark;
  /** The beginning of a character whose end has not come yet. */
  #rest = new Uint8Array(0);
  #begun = false;

  constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
    if (!labels.includes(String(label).trim().toLowerCase()))
      throw new RangeError(`TextDecoder knows utf-8 and not ${label}`);
    this.#fatal = Boolean(fatal);
    this.#ignoreByteOrderMark = Boolean(ignoreBOM);
  }

  get encoding() {
    return 'utf-8';
  }
  get fatal() {
    return this.#fatal;
  }
  get ignoreBOM() {
    return this.#ignoreByteOrderMark;
  }

  decode(data = new Uint8Array(0), { stream = false } = {}) {
    const bytes = joined(this.#rest, bytesOf(data));
    const whole = stream ? bytes.length - unfinished(bytes) : bytes.length;
    this.#rest = bytes.slice(whole);
    let text = decode(bytes.subarray(0, whole), this.#fatal ? 1 : 0);
    if (text === undefined) throw new TypeError('The bytes are not UTF-8');
    if (!this.#begun && !this.#ignoreByteOrderMark && text.startsWith('\ufeff')) text = text.slice(1);
    this.#begun = stream && (this.#begun || whole > 0);
    return text;
  }
}

/** All of these bytes, one after another. */
export function concatenate(chunks) {
  const bytes = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}

/** The same of two; the second itself where the first is empty. */
export function joined(first, second) {
  if (first.length === 0) return second;
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

/** How many bytes at the end begin a character without ending it. */
function unfinished(bytes) {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
