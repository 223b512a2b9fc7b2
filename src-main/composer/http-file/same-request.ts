import { isDeepStrictEqual } from 'node:util';
import type { RequestBody, RequestDraft } from '../../contract/rpc/requests.ts';
import { headerOf } from '../draft.ts';
import { oneLine } from '../one-line.ts';
import { readTextBody } from '../read-text-body.ts';
import { writeBody } from './write-body.ts';

/** Headers that drafts keep in places of their own as well. */
const liftedNames = new Set(['authorization', 'content-type']);

/**
 * Whether two drafts send the same, as far as a `.http` file can tell: blank lines at the end of a body, the order of
 * disabled fields, and whether Authorization is a row make no difference.
 */
export function isSameRequest(a: RequestDraft, b: RequestDraft): boolean {
  return isDeepStrictEqual(essenceOf(a), essenceOf(b));
}

function essenceOf({ method, url, headers, body, httpVersion, redirects, timeout, ...draft }: RequestDraft) {
  const rows = headers
    .map(({ name, value, enabled }) => ({ name: name.trim(), value: oneLine(value), enabled }))
    .filter(({ name }) => name !== '' && !liftedNames.has(name.toLowerCase()));
  const bodyLines = linesOf(body, headerOf(headers, 'content-type'));
  const pathParameters = named(draft.pathParameters);
  const disabledParameters = named(draft.disabledParameters);
  return {
    method,
    url: url.trim(),
    pathParameters,
    disabledParameters,
    rows,
    bodyLines,
    httpVersion,
    redirects,
    timeout,
  };
}

function named(parameters: RequestDraft['pathParameters']): [name: string, value: string][] {
  return parameters.flatMap(({ name, value }) => (name === '' ? [] : [[name, value]]));
}

/** Text of a form is the form: what its rows are written as stands for both. */
function linesOf(body: RequestBody, contentType: string | null): string[] {
  const read =
    body.kind === 'text'
      ? readTextBody(body.text.replaceAll('\r\n', '\n'), body.contentType ?? contentType)
      : body;
  return [...(read.kind === 'file' && read.path !== '' ? ['file'] : []), ...writeBody(read, 'boundary')];
}
