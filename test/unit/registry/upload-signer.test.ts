import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createUploadSigner } from '../../../src-main/registry/upload-signer.ts';

const signer = createUploadSigner(randomBytes(32));
const grant = { uploadId: 'upload_1', expiresAt: '2999-01-01T00:00:00.000Z' };

it('gives back what it signed, in letters that a URL can carry', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (uploadId) => {
      const token = signer.sign({ ...grant, uploadId });
      expect(token).toMatch(/^[\w-]+\.[\w-]+$/);
      expect(signer.verify(token)).toEqual({ ...grant, uploadId });
    }),
  );
});

it('refuses any token that was changed', () => {
  const token = signer.sign(grant);
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'Aa0-_.'), (at, letter) => {
      fc.pre(token[at] !== letter);
      const changed = token.slice(0, at) + letter + token.slice(at + 1);
      expect(() => signer.verify(changed)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    }),
  );
});

it.each([
  '',
  '.',
  'abc',
  'é.é',
  `${signer.sign(grant)}.more`,
  createUploadSigner(randomBytes(32)).sign(grant),
])('refuses what it has not signed: "%s"', (token) => {
  expect(() => signer.verify(token)).toThrow(expect.objectContaining({ code: 'forbidden' }));
});

it.each(['2024-05-01T12:00:00.000Z', 'whenever'])('refuses a token whose time is over: %s', (expiresAt) => {
  const token = signer.sign({ ...grant, expiresAt });
  expect(() => signer.verify(token)).toThrow(expect.objectContaining({ code: 'gone' }));
});
