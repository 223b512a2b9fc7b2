import { createHmac, timingSafeEqual } from 'node:crypto';
import { AtelierError } from '../contract/errors.ts';

/** What a pre-signed URL allows: to use one upload until a time (RFC 3339). */
export interface UploadGrant {
  readonly uploadId: string;
  readonly expiresAt: string;
}

export interface UploadSigner {
  /** A token for a URL: `<grant>.<signature>`, both base64url. */
  sign(grant: UploadGrant): string;
  /** Throws `forbidden` for a token that this key has not signed, and `gone` for one whose time is over. */
  verify(token: string): UploadGrant;
}

/**
 * Signs upload URLs with HMAC-SHA256 (RFC 2104) under a secret key of at least 32 bytes. That a URL works only once
 * is for the store's uploads to see to.
 */
export function createUploadSigner(key: Uint8Array): UploadSigner {
  const signatureOf = (payload: string) => createHmac('sha256', key).update(payload).digest('base64url');
  return {
    sign({ uploadId, expiresAt }) {
      const payload = Buffer.from(JSON.stringify({ uploadId, expiresAt })).toString('base64url');
      return `${payload}.${signatureOf(payload)}`;
    },
    verify(token) {
      const dot = token.indexOf('.');
      const payload = token.slice(0, dot);
      if (!isEqual(token.slice(dot + 1), signatureOf(payload)))
        throw new AtelierError(
          'forbidden',
          'This upload URL was not made by this platform. Use it unchanged.',
        );
      const grant: UploadGrant = JSON.parse(Buffer.from(payload, 'base64url').toString());
      if (!(Date.parse(grant.expiresAt) > Date.now()))
        throw new AtelierError(
          'gone',
          `This upload URL expired at ${grant.expiresAt}. Create the deployment again.`,
        );
      return grant;
    },
  };
}

/** Takes the same time wherever the two differ, so that a signature can't be found out letter by letter. */
function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
