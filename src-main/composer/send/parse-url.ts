import { RequestFailure } from './request-failure.ts';

/**
 * The address that a text means: `http://` where it says no scheme, and the Host header's host where it begins with a
 * path. Throws a failure for what is no address of HTTP.
 */
export function parseUrl(text: string, host: string | null): URL {
  const trimmed = text.trim();
  const absolute = trimmed.startsWith('/') && host !== null ? `${host.trim()}${trimmed}` : trimmed;
  const complete = /^[a-z][a-z0-9+.-]*:\/\//i.test(absolute) ? absolute : `http://${absolute}`;
  const url = URL.parse(complete);
  if (trimmed === '')
    throw new RequestFailure(
      'invalid-url',
      'The request has no address.',
      'Type one, such as {{gateway}}/….',
    );
  if (url === null || url.hostname === '')
    throw new RequestFailure(
      'invalid-url',
      `"${trimmed}" is no address.`,
      'It should look like http://host/path.',
    );
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new RequestFailure(
      'invalid-url',
      `Requests are sent over http and https, and "${url.protocol}" is neither.`,
    );
  return url;
}
