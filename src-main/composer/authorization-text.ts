import { isUtf8 } from 'node:buffer';
import type { RequestAuthentication } from './draft.ts';

/**
 * What the value of an Authorization header says in the forms that editors know: `Basic user password`,
 * `Basic user:password`, `Basic <base64>` (RFC 7617) and `Bearer <token>` (RFC 6750). Null for anything else.
 */
export function parseAuthorization(value: string): RequestAuthentication | null {
  const [, scheme = '', rest = ''] = /^(\w+)\s+(\S.*)$/.exec(value.trim()) ?? [];
  if (scheme.toLowerCase() === 'bearer') return /\s/.test(rest) ? null : { kind: 'bearer', token: rest };
  return scheme.toLowerCase() === 'basic' ? parseBasic(rest) : null;
}

function parseBasic(rest: string): RequestAuthentication | null {
  const words = rest.match(/(?:\{\{.*?\}\}|\S)+/g) ?? [];
  const [user = '', password = ''] = words;
  if (words.length === 2) return { kind: 'basic', user, password };
  if (words.length !== 1) return null;
  const plain = user.includes(':') ? user : decodeBase64(user);
  const colon = plain.indexOf(':');
  return colon === -1
    ? null
    : { kind: 'basic', user: plain.slice(0, colon), password: plain.slice(colon + 1) };
}

/** The text of base64 that is whole and gives UTF-8, otherwise nothing. */
function decodeBase64(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  return isUtf8(bytes) && bytes.toString('base64') === text ? bytes.toString() : '';
}

/** The header value for a `.http` file: readable, and with variables in it that other editors resolve. */
export function writeAuthorization(authentication: RequestAuthentication): string | null {
  switch (authentication.kind) {
    case 'none':
    case 'control-plane':
      return null;
    case 'bearer':
      return `Bearer ${authentication.token}`;
    case 'basic': {
      const { user, password } = authentication;
      const readable = [user, password].every((word) => /^\S+$/.test(word.replaceAll(/\{\{.*?\}\}/g, 'x')));
      return readable ? `Basic ${user} ${password}` : encodeBasic(user, password);
    }
  }
}

/** The credentials as they are sent (RFC 7617, 2). */
export function encodeBasic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
