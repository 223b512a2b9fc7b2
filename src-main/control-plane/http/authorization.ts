import type { MiddlewareHandler } from 'hono';
import { AtelierError } from '../../contract/errors.ts';
import type { Credentials } from '../credentials.ts';
import { equalSecrets } from '../equal-secrets.ts';

/** Refuses calls without our credentials. Throws `unauthenticated`, whose door also names the schemes. */
export function requireCredentials(credentials: Credentials): MiddlewareHandler {
  return async (context, next) => {
    const header = context.req.header('authorization');
    if (header === undefined)
      throw new AtelierError(
        'unauthenticated',
        'This call needs credentials: OAuth 1.0a PLAINTEXT or a bearer token.',
      );
    if (!isAuthorized(header, credentials))
      throw new AtelierError('unauthenticated', 'These credentials are not those of this platform.');
    await next();
  };
}

/**
 * Whether an `Authorization` header proves what the credentials promise: `Bearer <token>` (RFC 6750, 2.1), or
 * `OAuth …` with a PLAINTEXT signature (RFC 5849, 3.4.4). Of OAuth, the token and its secret are compared and the
 * consumer is not: every client ships its own.
 */
export function isAuthorized(header: string, credentials: Credentials): boolean {
  const [, scheme = '', rest = ''] = /^\s*(\S+)\s+(.*)$/s.exec(header) ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return equalSecrets(rest.trim(), credentials.token);
    case 'oauth':
      return isOauthAuthorized(parseOauthParameters(rest), credentials.oauth);
    default:
      return false;
  }
}

function isOauthAuthorized(parameters: ReadonlyMap<string, string>, expected: Credentials['oauth']): boolean {
  const method = parameters.get('oauth_signature_method') ?? 'PLAINTEXT';
  const tokenMatches = equalSecrets(parameters.get('oauth_token') ?? '', expected.token);
  const secretMatches = tokenSecrets(parameters.get('oauth_signature') ?? '')
    .map((secret) => equalSecrets(secret, expected.secret))
    .includes(true);
  return method.toUpperCase() === 'PLAINTEXT' && tokenMatches && secretMatches;
}

/** `name="value"` pairs in any order, values percent-decoded (RFC 5849, 3.5.1); `realm` is one like the others. */
function parseOauthParameters(text: string): Map<string, string> {
  const pairs = text.matchAll(/([^\s,="]+)\s*=\s*(?:"([^"]*)"|([^\s,"]+))/g);
  return new Map(
    Array.from(pairs, ([, name = '', quoted, bare]) => [name, percentDecoded(quoted ?? bare ?? '')]),
  );
}

/**
 * The token secrets that a signature may stand for. RFC 5849 has both secrets percent-encoded, joined by `&`, and the
 * whole encoded once more for the header; many clients leave out one of the two encodings.
 */
function tokenSecrets(signature: string): string[] {
  const joined = signature.includes('&') ? signature : percentDecoded(signature);
  const secret = joined.slice(joined.indexOf('&') + 1);
  return joined.includes('&') ? [secret, percentDecoded(secret)] : [];
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
