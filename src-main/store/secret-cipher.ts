import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { AtelierError } from '../contract/errors.ts';

/** Seals what databases keep of secrets, so that their files alone give nothing away. */
export interface SecretCipher {
  /** Equal texts are sealed alike, so that what is sealed can still be looked up. */
  seal(text: string): string;
  /** Throws `home-unusable` for what was sealed with another key, or changed since. */
  open(sealed: string): string;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals with AES-256-GCM (NIST SP 800-38D) under a key of 32 bytes. The nonce is a digest of the text under a key of
 * its own, as RFC 8452 has it: it can repeat for the same text alone.
 */
export function createSecretCipher(key: Uint8Array): SecretCipher {
  const keyFor = (purpose: string) => new Uint8Array(hkdfSync('sha256', key, '', purpose, 32));
  const [contentKey, nonceKey] = [keyFor('content'), keyFor('nonce')];
  return {
    seal(text) {
      const nonce = createHmac('sha256', nonceKey).update(text).digest().subarray(0, nonceBytes);
      const cipher = createCipheriv(algorithm, contentKey, nonce);
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const content = bytes.subarray(nonceBytes + tagBytes);
      try {
        const decipher = createDecipheriv(algorithm, contentKey, bytes.subarray(0, nonceBytes));
        decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new AtelierError(
          'home-unusable',
          'A secret of this home was sealed with another key, or changed.',
          {
            cause,
          },
        );
      }
    },
  };
}
