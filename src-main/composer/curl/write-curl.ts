import { type RequestBody, type RequestDraft, usualRedirects } from '../../contract/rpc/requests.ts';
import { createRow, headerOf } from '../draft.ts';
import { writeForm } from '../form-text.ts';
import { writePath } from '../write-path.ts';

/**
 * The curl command that sends the draft, safe to paste into any POSIX shell; one option a line where there are several.
 * Variables stay as they are: their values may be secrets. So do the platform's own credentials, as `{{token}}`.
 */
export function writeCurl(draft: RequestDraft): string {
  const { httpVersion, redirects, timeout } = draft;
  const url = writePath(draft);
  const options = [
    ...methodOption(draft),
    // curl takes brackets and braces of an address for patterns.
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    ...headerOptions(draft),
    ...authenticationOption(draft),
    ...bodyOptions(draft.body),
    ...(httpVersion === '2' ? [url.startsWith('http:') ? '--http2-prior-knowledge' : '--http2'] : []),
    ...redirectOptions(redirects),
    ...(timeout > 0 ? [`--max-time ${timeout / 1_000}`] : []),
  ];
  return [`curl ${quote(url)}`, ...options].join(options.length > 1 ? ' \\\n  ' : ' ');
}

/** A word as a POSIX shell reads it: plain where it can be, otherwise in single quotes. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function methodOption({ method, body }: RequestDraft): string[] {
  const isBodiless = bodyOptions(body).length === 0;
  if (method === (isBodiless ? 'GET' : 'POST')) return [];
  return method === 'HEAD' && isBodiless ? ['--head'] : [`--request ${quote(method)}`];
}

function headerOptions({ headers, body }: RequestDraft): string[] {
  const own = headers.filter(({ name, enabled }) => enabled && name.trim() !== '');
  const typed = body.kind === 'text' || body.kind === 'file' ? [contentTypeRow(body, headers)] : [];
  return [...own, ...typed.filter((row) => row !== null)].map(({ name, value }) => {
    if (value !== null)
      return `--header ${quote(value.trim() === '' ? `${name.trim()};` : `${name.trim()}: ${value}`)}`;
    return `--header ${quote(`${name}:`)}`;
  });
}

/** Where the draft says no type, curl's own has to be taken away. */
function contentTypeRow(
  body: Extract<RequestBody, { kind: 'text' | 'file' }>,
  headers: RequestDraft['headers'],
): { name: string; value: string | null } | null {
  if (headerOf(headers, 'content-type') !== null) return null;
  return body.contentType === null
    ? { name: 'Content-Type', value: null }
    : createRow('Content-Type', body.contentType);
}

function authenticationOption({ authentication }: RequestDraft): string[] {
  switch (authentication.kind) {
    case 'none':
      return [];
    case 'basic':
      return [`--user ${quote(`${authentication.user}:${authentication.password}`)}`];
    case 'bearer':
      return [`--header ${quote(`Authorization: Bearer ${authentication.token}`)}`];
    case 'control-plane':
      return [`--header ${quote('Authorization: Bearer {{token}}')}`];
  }
}

function bodyOptions(body: RequestBody): string[] {
  switch (body.kind) {
    case 'none':
      return [];
    case 'text':
      return [`--data-raw ${quote(body.text)}`];
    case 'form':
      return formOptions(body.rows.filter(({ name, enabled }) => enabled && name !== ''));
    case 'multipart':
      return body.parts.filter(({ enabled }) => enabled).map(partOption);
    case 'file':
      return [`--data-binary ${quote(`@${body.path}`)}`];
  }
}

function redirectOptions(redirects: number): string[] {
  if (redirects === 0) return [];
  return redirects === usualRedirects ? ['--location'] : ['--location', `--max-redirs ${redirects}`];
}

/** curl encodes values for us, but not names. */
function formOptions(rows: RequestDraft['headers']): string[] {
  const isPlain = rows.length > 0 && rows.every(({ name }) => /^[\w.-]+$/.test(name));
  if (!isPlain) return [`--data-raw ${quote(writeForm(rows))}`];
  return rows.map(({ name, value }) => `--data-urlencode ${quote(`${name}=${value}`)}`);
}

function partOption({
  name,
  value,
  file,
}: Extract<RequestBody, { kind: 'multipart' }>['parts'][number]): string {
  if (file === null) return `--form-string ${quote(`${name}=${value}`)}`;
  const path = /[;,"\\]/.test(file) ? `"${file.replaceAll(/["\\]/g, '\\$&')}"` : file;
  return `--form ${quote(`${name}=@${path}`)}`;
}
