import { AtelierError } from '../../contract/errors.ts';
import {
  mostRedirects,
  type RequestDraft,
  type RequestRow,
  usualRedirects,
} from '../../contract/rpc/requests.ts';
import { formType } from '../content-type.ts';
import { createDraft, createRow, headerOf, type RequestAuthentication } from '../draft.ts';
import { liftHeaders } from '../lift-headers.ts';
import { readTextBody } from '../read-text-body.ts';
import { type DataPiece, readData } from './curl-body.ts';
import { readForm } from './curl-form.ts';
import { type CurlArgument, optionsWithoutMeaning, readArguments } from './curl-options.ts';
import { splitPosixWords } from './posix-words.ts';
import { splitCmdWords, splitPowerShellWords } from './windows-words.ts';

/**
 * The request that a curl command sends, whichever shell it is written for: POSIX shells, `cmd` (carets) or PowerShell
 * (backticks). Options that say how curl works and not what it sends are passed over.
 * Throws `invalid-input` where there is no such command or no address in it.
 */
export function parseCurl(command: string): RequestDraft {
  const options = readArguments(argumentsOf(command));
  const url = optionValue(options, 'url');
  if (url === null)
    throw new AtelierError('invalid-input', 'The curl command has no address to send its request to.');
  return createDraftOf(url, options);
}

/** Lines that say what of the command is in no request: options that requests here do not have, and further requests. */
export function leftOutOfCurl(command: string): string[] {
  const words = argumentsOf(command);
  const names = new Set(
    readArguments(words).flatMap(({ name }) => (optionsWithoutMeaning.has(name) ? `--${name}` : [])),
  );
  return [
    ...(names.size === 0
      ? []
      : [`Left out, because requests here have no such option: ${[...names].join(', ')}.`]),
    ...(words.includes('--next') || words.includes('-:') ? ['Only what comes before --next was taken.'] : []),
  ];
}

function argumentsOf(command: string): string[] {
  const words = splitWords(command.trim().replace(/^[$>#]\s+/, ''));
  const start = words.findIndex((word) => /(?:^|[/\\])curl(?:\.exe)?$/i.test(word));
  if (start === -1)
    throw new AtelierError('invalid-input', 'This is no curl command: it should begin with "curl".');
  return words.slice(start + 1);
}

/** By the marks of a shell's own quoting; what stands in single quotes is a text, whose characters mark nothing. */
function splitWords(command: string): string[] {
  const marks = command.replaceAll(/\\'|'[^']*'/g, '');
  if (/\^\r?\n|\^"/.test(marks)) return splitCmdWords(command);
  if (/`\r?\n/.test(marks)) return splitPowerShellWords(command);
  return splitPosixWords(command);
}

function createDraftOf(url: string, options: readonly CurlArgument[]): RequestDraft {
  const has = (name: string) => options.some((option) => option.name === name);
  const rows = headerRows(options);
  const form = readForm(options);
  const data = readData(options);
  const upload = optionValue(options, 'upload-file');
  const asQuery = has('get') && data !== null && 'text' in data;
  const contentType = headerOf(rows, 'content-type');
  const body: RequestDraft['body'] =
    upload !== null
      ? { kind: 'file', path: upload, contentType }
      : form !== null
        ? form
        : data === null || asQuery
          ? { kind: 'none' }
          : bodyOfData(data, contentType ?? (isRemoved(options, 'content-type') ? null : formType));
  const lifted = liftHeaders(rows, body);
  const implied = upload !== null ? 'PUT' : body.kind === 'none' ? 'GET' : 'POST';
  return createDraft({
    url: asQuery ? withQuery(url, data.text) : withQuery(url, optionValue(options, 'url-query') ?? ''),
    method: (optionValue(options, 'request') ?? (has('head') ? 'HEAD' : implied)).trim() || implied,
    body,
    headers: lifted.headers,
    authentication: authenticationOf(options) ?? lifted.authentication,
    httpVersion: has('http2') || has('http2-prior-knowledge') ? '2' : '1.1',
    redirects: has('location') || has('location-trusted') ? redirectsOf(options) : 0,
    timeout: Math.round(Number.parseFloat(optionValue(options, 'max-time') ?? '0') * 1_000) || 0,
  });
}

/** The headers of all options that set one, in their order; `Name:` takes one of curl's own away, `Name;` is empty. */
function headerRows(options: readonly CurlArgument[]): RequestRow[] {
  return options.flatMap(({ name, value }) => {
    switch (name) {
      case 'header': {
        const [, header, mark, text = ''] = /^([^:;@]+)([:;])\s*([\s\S]*?)\s*$/.exec(value) ?? [];
        return header === undefined || (text === '' && mark === ':') ? [] : createRow(header.trim(), text);
      }
      case 'user-agent':
        return createRow('User-Agent', value);
      case 'referer':
        return createRow('Referer', value.replace(/;auto$/, ''));
      case 'cookie':
        // Without "=" it names a file of cookies.
        return value.includes('=') ? createRow('Cookie', value) : [];
      case 'range':
        return createRow('Range', `bytes=${value}`);
      case 'json':
        return isSet(options, 'content-type') ? [] : createRow('Content-Type', 'application/json');
      default:
        return [];
    }
  });
}

function isSet(options: readonly CurlArgument[], header: string): boolean {
  return options.some(({ name, value }) => name === 'header' && value.toLowerCase().startsWith(`${header}:`));
}

function isRemoved(options: readonly CurlArgument[], header: string): boolean {
  return options.some(({ name, value }) => name === 'header' && value.trim().toLowerCase() === `${header}:`);
}

/** The body that data is; without a type of its own, it has curl's. */
function bodyOfData(data: DataPiece, contentType: string | null): RequestDraft['body'] {
  return 'file' in data
    ? { kind: 'file', path: data.file, contentType }
    : readTextBody(data.text, contentType);
}

function authenticationOf(options: readonly CurlArgument[]): RequestAuthentication | null {
  const token = optionValue(options, 'oauth2-bearer');
  if (token !== null) return { kind: 'bearer', token };
  const user = optionValue(options, 'user');
  if (user === null || options.some(({ name }) => /^(digest|ntlm|negotiate|anyauth)$/.test(name)))
    return null;
  const colon = user.indexOf(':');
  return colon === -1
    ? { kind: 'basic', user, password: '' }
    : { kind: 'basic', user: user.slice(0, colon), password: user.slice(colon + 1) };
}

/** As many as it says; fewer than none stands for all. */
function redirectsOf(options: readonly CurlArgument[]): number {
  const most = Number.parseInt(optionValue(options, 'max-redirs') ?? String(usualRedirects), 10);
  return Number.isNaN(most) ? usualRedirects : most < 0 ? mostRedirects : Math.min(most, mostRedirects);
}

/** The first address, the last value of anything else, as curl takes them. */
function optionValue(options: readonly CurlArgument[], name: string): string | null {
  const values = options.filter((option) => option.name === name);
  return (name === 'url' ? values[0] : values.at(-1))?.value ?? null;
}

function withQuery(url: string, query: string): string {
  if (query === '') return url;
  const [, base = '', fragment = ''] = /^([^#]*)(#.*)?$/s.exec(url) ?? [];
  return `${base}${base.includes('?') ? '&' : '?'}${query}${fragment}`;
}
