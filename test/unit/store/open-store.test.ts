import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../src-main/store/open-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testCipher } from '../../support/test-cipher.ts';
import { emptyStore } from './empty-store.ts';
import { sampleFunction } from './samples.ts';

it('remembers over a restart', () => {
  const file = join(temporaryFolder(), 'atelier.db');
  const first = openStore(file, testCipher);
  first.organisations.insert({ id: 'user_1', name: 'Ada', kind: 'user' });
  first.functions.insert(sampleFunction('function_1'));
  first.close();
  const second = openStore(file, testCipher);
  expect(second.functions.listAll()).toEqual([sampleFunction('function_1')]);
  second.close();
});

it.skipIf(process.platform === 'win32')('is for its user alone, because environments hold secrets', () => {
  const file = join(temporaryFolder(), 'atelier.db');
  const store = openStore(file, testCipher);
  expect([file, `${file}-wal`, `${file}-shm`].map((path) => statSync(path).mode & 0o777)).toEqual([
    0o600, 0o600, 0o600,
  ]);
  store.close();
});

it('does all of a transaction, or nothing', () => {
  const store = emptyStore();
  const failing = () =>
    store.transaction(() => {
      store.functions.insert(sampleFunction('function_1'));
      throw new Error('no');
    });
  expect(failing).toThrow('no');
  expect(store.functions.listAll()).toEqual([]);
  expect(
    store.transaction(() => {
      store.functions.insert(sampleFunction('function_1'));
      expect(failing).toThrow('UNIQUE');
      return store.functions.listAll().length;
    }),
  ).toBe(1);
});
