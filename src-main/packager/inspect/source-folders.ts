import { Unreadable } from '../../symbols/byte-cursor.ts';
import { findDebugSections } from '../../symbols/debug-sections.ts';
import { findPlaces } from '../../symbols/dwarf/find-places.ts';
import type { Span } from '../module/wasm-module.ts';

/** The line and the column of a place, behind its file. */
const position = /:\d+(?::\d+)?$/;

/**
 * Where functions were written, by their bodies, as far as the module's DWARF knows: the folder of the source file, or the file
 * itself where it is in none.
 */
export function sourceFolders(wasm: Uint8Array, bodies: readonly Span[]): ReadonlyMap<Span, string> {
  try {
    const sections = findDebugSections(wasm);
    const addresses = bodies.map(({ start }) => start - sections.codeStart);
    const places = findPlaces(sections, addresses);
    const found = bodies.map((body, index) => {
      const place = places.get(addresses[index]!)?.at(-1)?.place;
      return [body, place == null ? undefined : folderOf(place.replace(position, ''))] as const;
    });
    return new Map(found.filter((pair): pair is [Span, string] => pair[1] !== undefined));
  } catch (error) {
    if (error instanceof Unreadable) return new Map();
    throw error;
  }
}

function folderOf(file: string): string {
  const end = file.lastIndexOf('/');
  return end > 0 ? file.slice(0, end) : file;
}
