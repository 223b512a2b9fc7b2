import { javaScriptSection } from './toolchain.ts';

/** Appends the script as a custom section (WebAssembly core specification 2.0, 5.5.3). */
export function withScript(module: Uint8Array, text: string): Uint8Array {
  const encoder = new TextEncoder();
  const name = encoder.encode(javaScriptSection);
  const script = encoder.encode(text);
  const nameSize = leb128(name.length);
  const contentSize = leb128(nameSize.length + name.length + script.length);
  return Buffer.concat([module, Uint8Array.of(0), contentSize, nameSize, name, script]);
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
