import type { RequestDraft } from '../../contract/rpc/requests.ts';
import type { Header } from './header-pairs.ts';
import { RequestFailure } from './request-failure.ts';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly httpVersion: RequestDraft['httpVersion'];
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly Header[];
  /** The file that holds the body; null for none. */
  readonly bodyFile: string | null;
}

/** Headers that are for one host alone. */
const privateHeaders = new Set(['authorization', 'cookie', 'proxy-authorization']);
/** Headers that describe a body. */
const bodyHeaders = new Set([
  'content-length',
  'content-type',
  'content-encoding',
  'content-language',
  'content-location',
  'transfer-encoding',
]);

/**
 * The request that a redirect asks for (RFC 9110, 15.4), or null where the answer is none. As all browsers do, 303, and
 * 301 and 302 after a POST, are followed with GET; what is for one host alone does not go to another.
 */
export function followRedirect(
  request: WireRequest,
  { status, location }: { readonly status: number; readonly location: string | null },
): WireRequest | null {
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return null;
  const url = URL.parse(location, request.url.href);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new RequestFailure(
      'redirect',
      `The answer redirects to "${location}", which is no address of HTTP.`,
    );
  const becomesGet =
    (status === 303 && request.method !== 'HEAD') ||
    ((status === 301 || status === 302) && request.method === 'POST');
  const isOtherHost = url.origin !== request.url.origin;
  const headers = request.headers
    .filter(([name]) => !(isOtherHost && privateHeaders.has(name.toLowerCase())))
    .filter(([name]) => !(becomesGet && bodyHeaders.has(name.toLowerCase())))
    .map(([name, value]): Header => [name, isOtherHost && isHost(name) ? url.host : value]);
  return { ...request, url, headers, ...(becomesGet && { method: 'GET', bodyFile: null }) };
}

/** Whether a header names the host, as either version of HTTP calls it. */
function isHost(name: string): boolean {
  return name === ':authority' || name.toLowerCase() === 'host';
}
