/** A place in a source; lines and columns count from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Finds where a place in a script was written; undefined where nobody knows. */
export type Locate = (line: number, column: number) => SourcePlace | undefined;

/** The part of a source map (ECMA-426) that is used here. */
interface SourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

/** The comment that a bundled script ends with, so that its map goes wherever the script goes. */
const comment = '\n//# sourceMappingURL=data:application/json;charset=utf-8,';
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Puts a source map, as JSON text, behind the script that it belongs to. */
export function appendSourceMap(script: string, map: string): string {
  return `${script.trimEnd()}${comment}${encodeURI(map)}\n`;
}

/** Takes the map off a script again: what runs, and a way to the sources, which knows none where there is no map. */
export function takeSourceMap(script: string): { readonly code: string; readonly locate: Locate } {
  const start = script.lastIndexOf(comment);
  if (start === -1) return { code: script, locate: () => undefined };
  const encoded = script.slice(start + comment.length).trimEnd();
  // Nobody needs it before something fails, and then a stack needs it for each of its places.
  let kept: WeakRef<MapByLine> | undefined;
  const locate: Locate = (line, column) => {
    const map = kept?.deref() ?? readMap(encoded);
    kept = new WeakRef(map);
    return findInLine(map, line, column);
  };
  return { code: `${script.slice(0, start)}\n`, locate };
}

/**
 * The code of a script in pieces, each with the source that it was made of; what a bundler put between has none. Null where
 * the script has no map.
 */
export function piecesBySource(
  script: string,
): { readonly file: string | null; readonly text: string }[] | null {
  const start = script.lastIndexOf(comment);
  const map = start === -1 ? undefined : parseMap(script.slice(start + comment.length).trimEnd());
  if (map === undefined) return null;
  const code = script.slice(0, start);
  const lines = [0, ...[...code.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const places = [...readMappings(map.mappings)].map(({ generated, original }) => ({
    offset: (lines[generated.line - 1] ?? code.length) + generated.column - 1,
    file: (original && map.sources[original.source]) ?? null,
  }));
  return [{ offset: 0, file: null }, ...places].map(({ offset, file }, index) => ({
    file,
    text: code.slice(offset, places[index]?.offset),
  }));
}

/** The mappings of a source map by the line that they begin in. */
interface MapByLine {
  readonly sources: SourceMap['sources'];
  readonly lines: ReadonlyMap<number, readonly Mapping[]>;
}

function readMap(encoded: string): MapByLine {
  const { sources, mappings } = parseMap(encoded) ?? { sources: [], mappings: '' };
  return { sources, lines: Map.groupBy(readMappings(mappings), ({ generated }) => generated.line) };
}

function parseMap(encoded: string): SourceMap | undefined {
  try {
    const { sources, mappings } = JSON.parse(decodeURI(encoded));
    return Array.isArray(sources) && typeof mappings === 'string' ? { sources, mappings } : undefined;
  } catch {
    // A comment that is no map of ours says nothing.
    return undefined;
  }
}

/** The last segment of the line that begins at the column or before it. */
function findInLine({ sources, lines }: MapByLine, line: number, column: number): SourcePlace | undefined {
  const original = lines.get(line)?.findLast(({ generated }) => generated.column <= column)?.original;
  if (original === undefined) return undefined;
  return { file: sources[original.source] ?? '', line: original.line, column: original.column };
}

/** A piece of generated text from a place on; without `original` nobody knows where it comes from. */
interface Mapping {
  readonly generated: Omit<SourcePlace, 'file'>;
  readonly original: (Omit<SourcePlace, 'file'> & { readonly source: number }) | undefined;
}

/** The mappings of a source map, in the order of the text. */
export function* readMappings(mappings: string): Generator<Mapping> {
  // What a segment says is relative to the one before, across lines; only its column begins anew with each line.
  let [source, line, column] = [0, 1, 1];
  for (const [index, group] of mappings.split(';').entries()) {
    const generated = { line: index + 1, column: 1 };
    for (const segment of group === '' ? [] : group.split(',')) {
      const [columns = 0, ...original] = decodeNumbers(segment);
      generated.column += columns;
      source += original[0] ?? 0;
      line += original[1] ?? 0;
      column += original[2] ?? 0;
      yield {
        generated: { ...generated },
        original: original.length === 0 ? undefined : { source, line, column },
      };
    }
  }
}

/** Numbers in base-64 VLQ: five bits a digit, the lowest first, the sign in the lowest of all. */
export function encodeNumbers(numbers: readonly number[]): string {
  return numbers.map(encodeNumber).join('');
}

function encodeNumber(number: number): string {
  let text = '';
  let rest = Math.abs(number) * 2 + (number < 0 ? 1 : 0);
  do {
    const digit = rest % 32;
    rest = Math.floor(rest / 32);
    text += digits[rest > 0 ? digit + 32 : digit];
  } while (rest > 0);
  return text;
}

function decodeNumbers(segment: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const character of segment) {
    const digit = digits.indexOf(character);
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}
