import type { RequestBody, RequestDraft, RequestRow } from '../../contract/rpc/requests.ts';
import { createDraft, headerOf } from '../draft.ts';
import { includedFile } from '../included-file.ts';
import { liftHeaders } from '../lift-headers.ts';
import { readTextBody } from '../read-text-body.ts';
import { applyDirectives, type Directive } from './directives.ts';

/** The lines of a request, without their ends. */
interface RequestLines {
  readonly title: string;
  readonly directives: readonly Directive[];
  readonly requestLines: readonly string[];
  readonly headerLines: readonly string[];
  readonly bodyLines: readonly string[];
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const requestLinePattern = new RegExp(`^(?:(${token})\\s+)?(\\S.*)$`, 's');
/** It ends the request line's first line in some editors, and its last in others. */
const versionPattern = /\s+(HTTP\/\d(?:\.\d)?)\s*$/;
const headerPattern = new RegExp(`^\\s*(${token})\\s*:\\s*(.*?)\\s*$`, 's');
const disabledHeaderPattern = new RegExp(`^\\s*(?:#|//)\\s*(${token})\\s*:(?!//)\\s*(.*?)\\s*$`, 's');

/**
 * The draft that the lines of a request say. Authorization and Content-Type go where drafts have a place for them;
 * the other headers keep their order and spelling. Null where there is no request line.
 */
export function readRequest(lines: RequestLines): RequestDraft | null {
  const line = lines.requestLines.map((piece) => piece.replace(versionPattern, '').trim()).join('');
  const [, method = 'GET', url] = requestLinePattern.exec(line) ?? [];
  if (url === undefined) return null;
  const rows = lines.headerLines.flatMap((headerLine) => readHeader(headerLine) ?? []);
  const contentType = headerOf(rows, 'content-type');
  const body = readBody(lines.bodyLines, contentType);
  const draft = createDraft({
    httpVersion: versionOf(lines.requestLines)?.startsWith('HTTP/2') ? '2' : '1.1',
    name: lines.title,
    method,
    url,
    body,
    ...liftHeaders(rows, body),
  });
  return applyDirectives(draft, lines.directives);
}

/** The version that a request line names; undefined where it names none. */
export function versionOf(requestLines: readonly string[]): string | undefined {
  return requestLines.map((line) => versionPattern.exec(line)?.[1]).find((version) => version !== undefined);
}

/** The header of a line, disabled where the line is a comment; null where it is none. */
export function readHeader(line: string): RequestRow | null {
  const [, off, offValue = ''] = disabledHeaderPattern.exec(line) ?? [];
  if (off !== undefined) return { name: off, value: offValue, enabled: false };
  if (/^\s*(?:#|\/\/)/.test(line)) return null;
  const [, name, value = ''] = headerPattern.exec(line) ?? [];
  return name === undefined ? null : { name, value, enabled: true };
}

function readBody(lines: readonly string[], contentType: string | null): RequestBody {
  if (lines.length === 0) return { kind: 'none' };
  const path = lines.length === 1 ? includedFile(lines[0]!) : null;
  if (path !== null) return { kind: 'file', path, contentType };
  return readTextBody(lines.join('\n'), contentType);
}
