import { isDeepStrictEqual } from 'node:util';
import { AtelierError } from '../../contract/errors.ts';
import type { RequestDraft } from '../../contract/rpc/requests.ts';
import { boundaryOf } from '../content-type.ts';
import { chooseBoundary } from '../multipart-text.ts';
import { type HttpFileRequest, isVariable, parseHttpFile, titleOf, withoutEnd } from './parse-http-file.ts';
import { readHeader, versionOf } from './read-request.ts';
import { rewritePreamble, writePreamble } from './rewrite-preamble.ts';
import { isSameRequest } from './same-request.ts';
import { writeBody } from './write-body.ts';
import { rewriteHeaders, writeHeaders } from './write-headers.ts';

/**
 * The text of a `.http` file with its `index`-th request made the draft. Only lines that say something else than before
 * change. Throws `not-found`, and `invalid-input` for a draft that the format can't hold.
 */
export function replaceRequest(text: string, index: number, draft: RequestDraft): string {
  const { lines, requests } = parseHttpFile(text);
  const request = findRequest(requests, index);
  if (isDeepStrictEqual(request.draft, draft)) return text;
  const { start, end } = request.places;
  const replaced = rewriteLines(lines.map(withoutEnd), request, draft);
  const edited = [
    ...lines.slice(0, start),
    ...withEnds(replaced, lines.slice(start, end), lineEndOf(text), end < lines.length),
    ...lines.slice(end),
  ].join('');
  return checked(edited, index, draft);
}

/** The text with the draft as its last request, behind a separator. Throws `invalid-input` as `replaceRequest`. */
export function appendRequest(text: string, draft: RequestDraft): string {
  const boundary = boundaryFor(draft, null);
  const body = writeBody(draft.body, boundary);
  const lines = [
    ...writePreamble(draft),
    writeRequestLine(draft),
    ...writeHeaders(draft, boundary),
    ...(body.length === 0 ? [] : ['', ...body]),
    '',
  ];
  const lineEnd = lineEndOf(text);
  const before = text.trim() === '' ? text : `${text.replace(/\s*$/, '')}${lineEnd}${lineEnd}`;
  const index = parseHttpFile(text).requests.length;
  return checked(before + lines.join(lineEnd), index, draft);
}

/** The text without its `index`-th request; variables that stand with it stay. Throws `not-found`. */
export function removeRequest(text: string, index: number): string {
  const { lines, requests } = parseHttpFile(text);
  const { start, requestLine, end } = findRequest(requests, index).places;
  let first = start;
  // What a file without a separator begins with is about the file, but for the comments right above the request.
  if (titleOf(withoutEnd(lines[start]!)) === null) {
    first = requestLine;
    while (first > start && /^\s*(?:#|\/\/)/.test(lines[first - 1]!)) first -= 1;
  }
  const variables = lines.slice(first, requestLine).filter((line) => isVariable(withoutEnd(line)));
  return [...lines.slice(0, first), ...variables, ...lines.slice(end)].join('');
}

function findRequest(requests: readonly HttpFileRequest[], index: number): HttpFileRequest {
  const request = requests[index];
  if (request !== undefined) return request;
  throw new AtelierError(
    'not-found',
    `The file has ${requests.length} requests, and the one to change is not among them. Open it again.`,
  );
}

function rewriteLines(lines: readonly string[], request: HttpFileRequest, after: RequestDraft): string[] {
  const { draft: before, places } = request;
  const part = (from: number, to: number) => lines.slice(from, to);
  const requestLines = part(places.requestLine, places.headers);
  const block = part(places.headers, places.body);
  const [headerLines, blank] =
    block.at(-1)?.trim() === '' ? [block.slice(0, -1), block.slice(-1)] : [block, []];
  const boundary = boundaryFor(after, typeLine(headerLines));
  const sameBody = isDeepStrictEqual(before.body, after.body);
  const body = sameBody ? part(places.body, places.tail) : writeBody(after.body, boundary);
  const tail = part(places.tail, places.end);
  return [
    ...rewritePreamble(part(places.start, places.requestLine), before, after),
    ...(before.method === after.method && before.url === after.url && before.httpVersion === after.httpVersion
      ? requestLines
      : [writeRequestLine(after, versionOf(requestLines))]),
    ...rewriteHeaders(headerLines, before, after, boundary),
    ...(body.length > 0 && blank.length === 0 ? [''] : blank),
    ...body,
    ...tail,
  ];
}

/** The boundary that a multipart body of the file has, where the draft's values leave it free. */
function boundaryFor({ body }: RequestDraft, contentType: string | null): string {
  return chooseBoundary(body.kind === 'multipart' ? body.parts : [], boundaryOf(contentType) ?? undefined);
}

function typeLine(headerLines: readonly string[]): string | null {
  const rows = headerLines.flatMap((line) => readHeader(line) ?? []);
  return rows.find(({ name, enabled }) => enabled && name.toLowerCase() === 'content-type')?.value ?? null;
}

/** The version that stood there is kept where it is still the one. */
function writeRequestLine({ method, url, httpVersion }: RequestDraft, known?: string): string {
  const isKnown = known?.startsWith('HTTP/2') === (httpVersion === '2');
  const version = isKnown ? known : httpVersion === '2' ? 'HTTP/2' : undefined;
  return [method, url.trim(), version].filter((part) => part !== undefined).join(' ');
}

/** Lines that stay keep their ends; new ones get the file's. The last line of the file may have none. */
function withEnds(
  lines: readonly string[],
  old: readonly string[],
  lineEnd: string,
  isFollowed: boolean,
): string[] {
  const byText = new Map(old.map((line) => [withoutEnd(line), line]));
  return lines.map((line, index) => {
    const known = byText.get(line) ?? line + lineEnd;
    const isLast = index === lines.length - 1 && !isFollowed;
    return known.endsWith('\n') || isLast ? known : known + lineEnd;
  });
}

function lineEndOf(text: string): string {
  return /\r\n/.test(text) ? '\r\n' : '\n';
}

/** A draft that would be read as something else is refused: what is saved must be what comes back. */
function checked(text: string, index: number, draft: RequestDraft): string {
  const saved = parseHttpFile(text).requests[index];
  if (saved !== undefined && isSameRequest(saved.draft, draft)) return text;
  const reason =
    draft.url.trim() === ''
      ? 'it has no address yet'
      : 'its name, address, headers or body contain something that means something else there, such as a line of the body that begins with "###"';
  throw new AtelierError(
    'invalid-input',
    `This request can't be kept in a .http file: ${reason}. A body can be kept in a file of its own.`,
  );
}
