import { encodeLeb128 } from './leb128.ts';
import type { Export } from './wasm-module.ts';

/** Kinds in import and export entries (WebAssembly core specification 2.0, 5.5.5). */
export const entryKind = { function: 0x00, table: 0x01, memory: 0x02, global: 0x03, tag: 0x04 } as const;

/** A name as the binary format has it: its length and its UTF-8. */
export function encodeName(name: string): Uint8Array {
  const text = new TextEncoder().encode(name);
  return concatenate([encodeLeb128(text.length), text]);
}

/** An entry of the export section. */
export function encodeExport({ name, kind, index }: Export): Uint8Array {
  return concatenate([encodeName(name), Uint8Array.of(entryKind[kind]), encodeLeb128(index)]);
}

/** The parts, one after another. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
