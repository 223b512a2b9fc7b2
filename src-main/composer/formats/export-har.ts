import { isUtf8 } from 'node:buffer';
import type { Exchange } from '../../contract/rpc/requests.ts';

/** What the trace of an invocation adds to its exchange. Durations in microseconds. */
export interface HarInvocation {
  readonly dmesg: string;
  readonly phases: readonly { readonly name: string; readonly duration: number }[];
}

/** An exchange with everything that was sent and received. */
export interface HarExchange {
  readonly exchange: Exchange;
  readonly requestBody: Uint8Array;
  readonly responseBody: Uint8Array;
  readonly invocation: HarInvocation | null;
}

/**
 * Exchanges as HAR 1.2, as they were really sent. `_trace` is the dmesg text of the invocation behind one, `_phases` its
 * phases in milliseconds; `_error` says why there is no answer.
 */
export function exportHar(exchanges: readonly HarExchange[], version: string): string {
  const creator = { name: 'Atelier', version };
  const entries = exchanges.map(writeEntry);
  return `${JSON.stringify({ log: { version: '1.2', creator, entries } }, null, 2)}\n`;
}

function writeEntry({ exchange, requestBody, responseBody, invocation }: HarExchange) {
  const { timing, failure, invocationId } = exchange;
  return {
    startedDateTime: exchange.sentAt,
    time: timing.total ?? 0,
    request: writeRequest(exchange, requestBody),
    response: writeResponse(exchange, responseBody),
    cache: {},
    timings: {
      blocked: -1,
      dns: -1,
      connect: timing.connect ?? -1,
      send: 0,
      wait: timing.firstByte ?? 0,
      receive: timing.download ?? 0,
      ssl: -1,
    },
    ...(exchange.name === '' ? {} : { comment: exchange.name }),
    ...(failure === null ? {} : { _error: failure.message }),
    ...(invocationId === null ? {} : { _invocationId: invocationId }),
    ...(invocation === null ? {} : { _trace: invocation.dmesg, _phases: phasesOf(invocation) }),
  };
}

function writeRequest({ request, response }: Exchange, body: Uint8Array) {
  const { method, url, headers, bodySize } = request;
  const mimeType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const { text, encoding } = contentOf(body);
  return {
    method,
    url,
    httpVersion: httpVersion(response),
    cookies: [],
    headers: pairs(headers),
    queryString: pairs([...(URL.parse(url)?.searchParams ?? [])]),
    ...(body.length === 0
      ? {}
      : { postData: { mimeType, params: [], text, ...(encoding && { _encoding: encoding }) } }),
    headersSize: -1,
    bodySize,
  };
}

function writeResponse({ response }: Exchange, body: Uint8Array) {
  const headers = response?.headers ?? [];
  return {
    status: response?.status ?? 0,
    statusText: response?.statusText ?? '',
    httpVersion: httpVersion(response),
    cookies: [],
    headers: pairs(headers),
    content: { size: body.length, mimeType: response?.contentType ?? '', ...contentOf(body) },
    redirectURL: headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '',
    headersSize: -1,
    bodySize: response?.bodySize ?? -1,
  };
}

/** Text as it is, anything else in base64. */
function contentOf(body: Uint8Array): { text: string; encoding?: 'base64' } {
  const bytes = Buffer.from(body);
  return isUtf8(bytes) ? { text: bytes.toString() } : { text: bytes.toString('base64'), encoding: 'base64' };
}

function httpVersion(response: Exchange['response']): string {
  return `HTTP/${response?.httpVersion ?? '1.1'}`;
}

function pairs(entries: readonly (readonly [string, string])[]) {
  return entries.map(([name, value]) => ({ name, value }));
}

function phasesOf({ phases }: HarInvocation): Record<string, number> {
  return Object.fromEntries(phases.map(({ name, duration }) => [name, duration / 1_000]));
}
