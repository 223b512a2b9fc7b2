import type { RequestDraft } from '../../contract/rpc/requests.ts';
import { type Directive, isOurs, readDirective } from './directives.ts';
import { readRequest } from './read-request.ts';

/**
 * Where the parts of a request stand, as numbers of lines; each part ends where the next begins. What is before the
 * request line is comments, directives and variables; what is after the body is blank, or a script of another editor.
 */
export interface RequestPlaces {
  /** The separator, or the first line of a file that begins without one. */
  readonly start: number;
  readonly requestLine: number;
  readonly headers: number;
  readonly body: number;
  readonly tail: number;
  readonly end: number;
}

export interface HttpFileRequest {
  readonly draft: RequestDraft;
  /** Directives and comments that the draft has no place for. */
  readonly directives: readonly Directive[];
  readonly places: RequestPlaces;
}

/** A `.http` file, taken apart so that whatever is not edited stays as it is to the byte. */
export interface HttpFile {
  /** With their line ends. */
  readonly lines: readonly string[];
  /** `@name = value` lines, which hold for the whole file; a later one of the same name wins. */
  readonly variables: readonly (readonly [name: string, value: string])[];
  readonly requests: readonly HttpFileRequest[];
}

const separatorPattern = /^###+(.*)$/s;
const variablePattern = /^\s*@([\w.-]+)\s*=\s*(.*?)\s*$/s;
const continuationPattern = /^\s*[?&]|^\s+\//;
const scriptPattern = /^(?:>>!?\s|>\s|<>\s)/;

/**
 * Reads the text of a `.http` or `.rest` file in the dialect that VS Code's REST Client and the JetBrains editors share.
 * There is no text that it refuses: what is no request is kept and left alone.
 */
export function parseHttpFile(text: string): HttpFile {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const plain = lines.map(withoutEnd);
  const starts = plain.flatMap((line, index) => (separatorPattern.test(line) ? [index] : []));
  const bounds = [...new Set([0, ...starts, plain.length])];
  const variables: (readonly [string, string])[] = [];
  const requests: HttpFileRequest[] = [];
  for (const [index, start] of bounds.slice(0, -1).entries()) {
    const request = readSegment(plain, { start, end: bounds[index + 1]! }, variables);
    if (request !== null) requests.push(request);
  }
  return { lines, variables, requests };
}

/** A line without what ends it, and the first of a file without its byte order mark. */
export function withoutEnd(line: string): string {
  return line.replace(/\r?\n$/, '').replace(/^\uFEFF/, '');
}

/** The title of a separator line; null for any other line. */
export function titleOf(line: string): string | null {
  return separatorPattern.exec(line)?.[1]?.trim() ?? null;
}

/** Whether a line defines a variable. */
export function isVariable(line: string): boolean {
  return variablePattern.test(line);
}

interface Segment {
  readonly start: number;
  readonly end: number;
}

function readSegment(
  lines: readonly string[],
  { start, end }: Segment,
  variables: (readonly [string, string])[],
): HttpFileRequest | null {
  const title = titleOf(lines[start] ?? '');
  const directives: Directive[] = [];
  let requestLine = title === null ? start : start + 1;
  for (; requestLine < end; requestLine += 1) {
    const line = lines[requestLine]!;
    const [, name, value] = variablePattern.exec(line) ?? [];
    const directive = readDirective(line);
    if (name !== undefined) variables.push([name, value ?? '']);
    else if (directive !== null) directives.push(directive);
    else if (line.startsWith('< ')) requestLine = endOfScript(lines, requestLine, end);
    else if (line.trim() !== '') break;
  }
  if (requestLine >= end) return null;
  const places = { start, requestLine, ...findParts(lines, requestLine, end), end };
  const part = (from: number, to: number) => lines.slice(from, to);
  const draft = readRequest({
    title: title ?? '',
    directives,
    requestLines: part(requestLine, places.headers),
    headerLines: part(places.headers, places.body),
    bodyLines: part(places.body, places.tail),
  });
  return draft === null
    ? null
    : { draft, directives: directives.filter((directive) => !isOurs(directive)), places };
}

/** The last line of a script `< {% … %}` that another editor runs before the request. */
function endOfScript(lines: readonly string[], start: number, end: number): number {
  if (!lines[start]!.includes('{%')) return start;
  const last = lines.findIndex((line, index) => index >= start && index < end && line.includes('%}'));
  return last === -1 ? end : last;
}

/** The blank line that ends the headers belongs to them. */
function findParts(lines: readonly string[], requestLine: number, end: number) {
  let headers = requestLine + 1;
  while (headers < end && continuationPattern.test(lines[headers]!)) headers += 1;
  let blank = headers;
  while (blank < end && lines[blank]!.trim() !== '') blank += 1;
  const body = Math.min(blank + 1, end);
  let tail = body;
  while (tail < end && !scriptPattern.test(lines[tail]!)) tail += 1;
  while (tail > body && lines[tail - 1]!.trim() === '') tail -= 1;
  return { headers, body, tail };
}
