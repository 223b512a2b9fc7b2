import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../src-main/store/open-store.ts';
import { createSecretCipher } from '../../../src-main/store/secret-cipher.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testCipher } from '../../support/test-cipher.ts';
import { sampleFunction } from './samples.ts';

const otherCipher = createSecretCipher(new Uint8Array(32).fill(9));

function storeWithSecrets() {
  const folder = temporaryFolder();
  const file = join(folder, 'atelier.db');
  const store = openStore(file, testCipher);
  store.organisations.insert({ id: 'user_1', name: 'Ada', kind: 'user', email: 'ada@example.org' });
  store.functions.insert(sampleFunction('function_1', { environment: { KEY: 'a very secret value' } }));
  store.projectSecrets.set('/a', 'KEY', 'another secret value');
  store.close();
  return { folder, file };
}

it('writes no secret where it can be read', () => {
  const { folder } = storeWithSecrets();
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name)).includes('secret value'), name).toBe(false);
});

it('refuses another key, and changes nothing then', () => {
  const { file } = storeWithSecrets();
  const before = readFileSync(file);
  expect(() => openStore(file, otherCipher)).toThrow(/sealed with another key.*--forget-secrets/s);
  expect(readFileSync(file).equals(before)).toBe(true);
  const store = openStore(file, testCipher, { forgets: true });
  expect(store.functions.find('function_1')?.environment).toEqual({ KEY: 'a very secret value' });
  store.close();
});

it('forgets the secrets of a lost key where that is asked for, and keeps a copy', () => {
  const { folder, file } = storeWithSecrets();
  const store = openStore(file, otherCipher, { forgets: true });
  expect(store.functions.find('function_1')).toEqual(sampleFunction('function_1', { environment: {} }));
  expect(store.projectSecrets.read('/a')).toEqual({});
  store.close();
  openStore(file, otherCipher).close();
  const copy = readdirSync(folder).find((name) => name.includes('before-forgetting'))!;
  const kept = openStore(join(folder, copy), testCipher);
  expect(kept.functions.find('function_1')?.environment).toEqual({ KEY: 'a very secret value' });
  kept.close();
});

it('takes away the copies of before secrets were sealed, and no others', () => {
  const { folder, file } = storeWithSecrets();
  const copies = ['atelier.db.version-710', 'atelier.db.version-710-wal', 'atelier.db.version-900'];
  for (const name of [...copies, 'atelier.db.damaged-1']) writeFileSync(join(folder, name), 'x');
  openStore(file, testCipher).close();
  expect(readdirSync(folder).sort()).toEqual([
    'atelier.db',
    'atelier.db.damaged-1',
    'atelier.db.version-900',
  ]);
});
