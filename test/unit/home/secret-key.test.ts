import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Keychain, withoutApp } from '../../../src-main/home/keychain.ts';
import { openSecretKey } from '../../../src-main/home/secret-key.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A keychain that opens what one of the same owner has sealed. */
function pretendKeychain(owner = 'me', isStale = false): Keychain {
  return {
    name: 'the pretended keychain',
    seal: async (text) => Buffer.from(JSON.stringify({ owner, text: text.split('').reverse().join('') })),
    open: async (sealed) => {
      const found = JSON.parse(Buffer.from(sealed).toString()) as { owner: string; text: string };
      if (found.owner !== owner) throw new Error('it is locked');
      return { text: found.text.split('').reverse().join(''), isStale };
    },
  };
}

const textOf = (home: string) => readFileSync(join(home, 'secret-key.json'), 'utf8');
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

it('is made once, and lies in a file of its owner where there is no keychain', async () => {
  const home = temporaryFolder();
  const key = await openSecretKey(home, withoutApp);
  const { bytes } = key;
  expect(bytes).toHaveLength(32);
  expect(statSync(join(home, 'secret-key.json')).mode & 0o777).toBe(0o600);
  expect(key.describe()).toEqual({ keptIn: 'file', keychain: null, reason: withoutApp.reason });
  chmodSync(join(home, 'secret-key.json'), 0o644);
  expect((await openSecretKey(home, withoutApp)).bytes).toEqual(bytes);
  expect(statSync(join(home, 'secret-key.json')).mode & 0o777).toBe(0o600);
  await expect(key.keepIn('keychain')).rejects.toMatchObject({ code: 'conflict' });
});

it('moves into a keychain by itself, and out of it by choice alone', async () => {
  const home = temporaryFolder();
  const { bytes } = await openSecretKey(home, withoutApp);
  const sealed = await openSecretKey(home, pretendKeychain());
  expect(sealed.bytes).toEqual(bytes);
  expect(sealed.describe().keptIn).toBe('keychain');
  expect(textOf(home)).not.toContain(base64(bytes));

  await sealed.keepIn('file');
  const chosen = await openSecretKey(home, pretendKeychain());
  expect(chosen.bytes).toEqual(bytes);
  expect(chosen.describe()).toEqual({ keptIn: 'file', keychain: 'the pretended keychain', reason: null });
  expect((await openSecretKey(home, withoutApp)).bytes).toEqual(bytes);
  await chosen.keepIn('keychain');
  expect(textOf(home)).not.toContain(base64(bytes));
});

it('is sealed anew where the keychain has a newer way', async () => {
  const home = temporaryFolder();
  const { bytes } = await openSecretKey(home, pretendKeychain());
  const file = join(home, 'secret-key.json');
  writeFileSync(file, textOf(home).replace('pretended', 'old'));
  expect((await openSecretKey(home, pretendKeychain('me', true))).bytes).toEqual(bytes);
  expect(textOf(home)).toContain('the pretended keychain');
});

it('is refused, with the reason and a way, where it can’t be had, and nothing is changed', async () => {
  const home = temporaryFolder();
  await openSecretKey(home, pretendKeychain());
  const before = textOf(home);
  await expect(openSecretKey(home, withoutApp)).rejects.toMatchObject({
    code: 'home-unusable',
    message: expect.stringMatching(/the pretended keychain.*without the desktop app.*Settings › Secrets/),
  });
  await expect(openSecretKey(home, pretendKeychain('you'))).rejects.toThrow(/it is locked.*--forget-secrets/);
  expect(textOf(home)).toBe(before);
  writeFileSync(join(home, 'secret-key.json'), '{"keptIn":"file","key":"short","byChoice":false}');
  await expect(openSecretKey(home, withoutApp)).rejects.toThrow(/secret-key\.json can't be read/);
});
