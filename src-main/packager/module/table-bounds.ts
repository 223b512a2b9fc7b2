import { concatenate } from './encode-entries.ts';
import { encodeLeb128 } from './leb128.ts';
import type { Piece } from './pieces.ts';
import type { Limits, Span, WasmModule } from './wasm-module.ts';

/**
 * Entries that the tables of a module may have together. They live in the heap of a worker's thread, which other
 * functions share, and maxMemory does not count them; the largest compilers need some 20,000.
 */
export const tableEntryLimit = 131_072;

/** The entries of the table section, which lie in `entries`, each with a maximum that keeps its growth in bounds. */
export function boundTables({ bytes, tables }: WasmModule, entries: Span): Piece[] {
  const share = Math.floor(tableEntryLimit / tables.length);
  const pieces: Piece[] = [];
  let copied = entries.start;
  for (const { limits } of tables) {
    pieces.push({ start: copied, end: limits.start }, withMaximum(bytes, limits, share));
    copied = limits.end;
  }
  pieces.push({ start: copied, end: entries.end });
  return pieces;
}

/** Limits that end at `share`, or sooner where they did before; a table that begins with more can't grow. */
function withMaximum(bytes: Uint8Array, { minimum, maximum, start }: Limits, share: number): Uint8Array {
  const flags = Uint8Array.of(bytes[start]! | 0x01);
  const bound = Math.min(maximum ?? share, Math.max(share, minimum));
  return concatenate([flags, encodeLeb128(minimum), encodeLeb128(bound)]);
}
