const encoder = new TextEncoder();

/** A module with one more custom section at its end (WebAssembly core specification 2.0, 5.5.3). */
export function withSection(module: Uint8Array, name: string, text: string): Uint8Array {
  const nameBytes = encoder.encode(name);
  const content = encoder.encode(text);
  const nameSize = leb128(nameBytes.length);
  const size = leb128(nameSize.length + nameBytes.length + content.length);
  return Buffer.concat([module, Uint8Array.of(0), size, nameSize, nameBytes, content]);
}

/** An unsigned integer as the binary format writes it (5.2.2). */
function leb128(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return Uint8Array.of(...bytes, rest);
}
