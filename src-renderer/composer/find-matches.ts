import { isContainer } from './exact-json.ts';
import { type JsonRow, jsonRows, summariseJson } from './json-rows.ts';

/** More matches than these are neither counted nor shown: they help nobody. */
export const mostMatches = 10_000;

/** A stretch of a text or of bytes; `to` is behind its last. */
export interface Match {
  readonly from: number;
  readonly to: number;
}

/** Where a text contains another, in any case. */
export function findInText(text: string, needle: string): Match[] {
  if (needle === '') return [];
  const matches: Match[] = [];
  for (const { index, 0: found } of text.matchAll(patternOf(needle))) {
    matches.push({ from: index, to: index + found.length });
    if (matches.length === mostMatches) break;
  }
  return matches;
}

/** The lines of a JSON value, all of it open, whose name or value contains a text. */
export function findInJson(value: unknown, needle: string): JsonRow[] {
  if (needle === '') return [];
  const pattern = patternOf(needle);
  return jsonRows(value, new Set())
    .filter((row) => (row.key ?? '').search(pattern) >= 0 || isFoundIn(row.value, pattern))
    .slice(0, mostMatches);
}

/** Of an object or array only how much is in it shows, and that is not searched. */
function isFoundIn(value: unknown, pattern: RegExp): boolean {
  return !isContainer(value) && summariseJson(value).search(pattern) >= 0;
}

/** Where bytes contain those of a text as UTF-8, or those that the text says in hex: `de ad be ef`. */
export function findInBytes(bytes: Uint8Array, needle: string): Match[] {
  const wanted = [new TextEncoder().encode(needle), parseHex(needle)].filter(
    (sequence) => sequence !== null && sequence.length > 0,
  ) as Uint8Array[];
  const matches = wanted.flatMap((sequence) => findSequence(bytes, sequence));
  return matches.toSorted((one, other) => one.from - other.from).slice(0, mostMatches);
}

function findSequence(bytes: Uint8Array, sequence: Uint8Array): Match[] {
  const matches: Match[] = [];
  const first = sequence[0]!;
  for (
    let at = bytes.indexOf(first);
    at >= 0 && matches.length < mostMatches;
    at = bytes.indexOf(first, at + 1)
  )
    if (sequence.every((byte, offset) => bytes[at + offset] === byte))
      matches.push({ from: at, to: at + sequence.length });
  return matches;
}

function parseHex(text: string): Uint8Array | null {
  const digits = text.replaceAll(/\s|0x/gi, '');
  if (!/^(?:[0-9a-f]{2})+$/i.test(digits)) return null;
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** A pattern keeps offsets right where changing the case of a text would not. */
function patternOf(needle: string): RegExp {
  return new RegExp(needle.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'gi');
}
