/**
 * LEB128 integers of the binary format (WebAssembly core specification 2.0, 5.2.2). The functions that walk code take
 * bare bytes and offsets: no object is made for an instruction.
 */

/** Gives the offset after the integer at `offset`, whatever its signedness and width. */
export function skipLeb128(bytes: Uint8Array, offset: number): number {
  let next = offset;
  while ((bytes[next]! & 0x80) !== 0) next += 1;
  return next + 1;
}

/** The unsigned integer at `offset`; exact up to 2^53. */
export function readLeb128(bytes: Uint8Array, offset: number): number {
  let value = 0;
  let scale = 1;
  for (let next = offset; ; next += 1) {
    const byte = bytes[next]!;
    value += (byte & 0x7f) * scale;
    if ((byte & 0x80) === 0) return value;
    scale *= 128;
  }
}

/** The shortest encoding of an unsigned integer. */
export function encodeLeb128(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    const group = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? group | 0x80 : group);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}

/** The shortest encoding of a signed integer of 32 bits, whose bits may be given as an unsigned one. */
export function encodeSignedLeb128(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const group = rest & 0x7f;
    rest >>= 7;
    const isLast = rest === ((group & 0x40) === 0 ? 0 : -1);
    bytes.push(isLast ? group : group | 0x80);
    if (isLast) return Uint8Array.from(bytes);
  }
}
