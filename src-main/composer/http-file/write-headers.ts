import { isDeepStrictEqual } from 'node:util';
import type { RequestDraft, RequestRow } from '../../contract/rpc/requests.ts';
import { writeAuthorization } from '../authorization-text.ts';
import { typeOfBody } from '../content-type.ts';
import { isHeader } from '../draft.ts';
import { oneLine } from '../one-line.ts';
import { readHeader } from './read-request.ts';

/** The header lines of a request that is new to the file. */
export function writeHeaders(draft: RequestDraft, boundary: string): string[] {
  return [...rowsOf(draft).map(writeRow), ...liftedHeaders(draft, boundary).map(({ line }) => line)];
}

/**
 * The header lines of a request that was `before` and is `after`: lines whose header stays are kept as they are, with
 * the comments between them. `boundary` is that of a multipart body after the change.
 */
export function rewriteHeaders(
  lines: readonly string[],
  before: RequestDraft,
  after: RequestDraft,
  boundary: string,
): string[] {
  if (isDeepStrictEqual(headOf(before, boundary), headOf(after, boundary))) return [...lines];
  const [old, next] = [rowsOf(before), rowsOf(after)];
  const kept = commonEnds(old, next);
  const inserted = next.slice(kept.first, next.length - kept.last).map(writeRow);
  const lifted = new Map(liftedHeaders(after, boundary).map((header) => [header.name, header]));
  const sameAuthentication = isDeepStrictEqual(before.authentication, after.authentication);
  const result: string[] = [];
  let position = 0;
  for (const line of lines) {
    const row = readHeader(line);
    const name = row?.enabled ? row.name.toLowerCase() : '';
    if (row === null) result.push(line);
    else if (position < old.length && isDeepStrictEqual(row, old[position])) {
      if (position === kept.first) result.push(...inserted.splice(0));
      if (position < kept.first || position >= old.length - kept.last) result.push(line);
      position += 1;
    } else {
      const header = lifted.get(name);
      const isSame = name === 'authorization' ? sameAuthentication : row.value === header?.value;
      if (header !== undefined) result.push(isSame ? line : header.line);
      lifted.delete(name);
    }
  }
  return [...result, ...inserted, ...[...lifted.values()].map(({ line }) => line)];
}

/** All that header lines say. */
function headOf(draft: RequestDraft, boundary: string) {
  return [rowsOf(draft), draft.authentication, typeOfBody(draft.body, boundary)];
}

/** Headers that drafts keep in places of their own, unless a row says them too. */
function liftedHeaders(
  draft: RequestDraft,
  boundary: string,
): { name: string; value: string; line: string }[] {
  const values: (readonly [string, string | null])[] = [
    ['Authorization', writeAuthorization(draft.authentication)],
    ['Content-Type', typeOfBody(draft.body, boundary)],
  ];
  return values.flatMap(([name, value]) =>
    value === null || draft.headers.some((row) => row.enabled && isHeader(row, name))
      ? []
      : [{ name: name.toLowerCase(), value, line: `${name}: ${value}` }],
  );
}

/** The rows that have a name, in the form in which they are read again. */
function rowsOf({ headers }: RequestDraft): RequestRow[] {
  return headers
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, value, enabled }) => ({ name: name.trim(), value: oneLine(value), enabled }));
}

function writeRow({ name, value, enabled }: RequestRow): string {
  return `${enabled ? '' : '# '}${name}: ${value}`.trimEnd();
}

/** How many rows at the beginning and at the end are the same. */
function commonEnds(a: readonly RequestRow[], b: readonly RequestRow[]): { first: number; last: number } {
  const most = Math.min(a.length, b.length);
  let first = 0;
  while (first < most && isDeepStrictEqual(a[first], b[first])) first += 1;
  let last = 0;
  while (last < most - first && isDeepStrictEqual(a.at(-1 - last), b.at(-1 - last))) last += 1;
  return { first, last };
}
