import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSecretCipher } from '../../../src-main/store/secret-cipher.ts';

const key = randomBytes(32);
const cipher = createSecretCipher(key);

it('gives back what it sealed, alike each time, and shows nothing of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), (text) => {
      const sealed = cipher.seal(text);
      expect(sealed).not.toContain(text);
      expect(Buffer.from(sealed, 'base64url').includes(text)).toBe(false);
      expect(createSecretCipher(key).open(sealed)).toBe(text);
      expect(cipher.seal(text)).toBe(sealed);
    }),
  );
  expect(cipher.open(cipher.seal(''))).toBe('');
});

it('opens nothing of another key, nothing that was changed, and nothing that it never sealed', () => {
  const sealed = cipher.seal('a secret');
  expect(() => createSecretCipher(randomBytes(32)).open(sealed)).toThrow(/another key, or changed/);
  const bytes = Buffer.from(sealed, 'base64url');
  for (const at of [0, 12, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(() => cipher.open(changed.toString('base64url'))).toThrow(/another key, or changed/);
  }
  for (const other of ['', 'x', '{"A":"b"}']) expect(() => cipher.open(other)).toThrow(/another key/);
});
