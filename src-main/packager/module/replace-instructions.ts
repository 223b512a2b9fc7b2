import { ByteReader } from './byte-reader.ts';
import { encodeLeb128 } from './leb128.ts';
import type { Piece } from './pieces.ts';
import type { Span, WasmModule } from './wasm-module.ts';

/**
 * The bodies of the code section, which lie in `entries`, with the instructions at those places (in the order of the
 * file) replaced by others.
 */
export function replaceInstructions(
  { bytes, bodies }: WasmModule,
  entries: Span,
  places: readonly Span[],
  replacement: Uint8Array,
): Piece[] {
  const reader = new ByteReader(bytes, 'code section', entries.start, entries.end);
  const pieces: Piece[] = [];
  let copied = entries.start;
  const copyUntil = (end: number, next: Uint8Array, from: number) => {
    pieces.push({ start: copied, end }, next);
    copied = from;
  };
  let next = 0;
  for (const { end } of bodies) {
    const first = next;
    while (next < places.length && places[next]!.start < end) next += 1;
    const inside = places.slice(first, next);
    if (inside.length > 0) {
      const entry = reader.offset;
      reader.unsigned();
      const more = inside.reduce((sum, place) => sum + replacement.length - (place.end - place.start), 0);
      copyUntil(entry, encodeLeb128(end - reader.offset + more), reader.offset);
      for (const place of inside) copyUntil(place.start, replacement, place.end);
    }
    reader.moveTo(end);
  }
  pieces.push({ start: copied, end: entries.end });
  return pieces;
}
