import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../../src-main/store/open-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testCipher } from '../../support/test-cipher.ts';

/** A store of the running test with nothing in it but the local user. */
export function emptyStore(): Store {
  const store = openStore(join(temporaryFolder(), 'atelier.db'), testCipher);
  onTestFinished(() => store.close());
  store.organisations.insert({ id: 'user_1', name: 'Ada', kind: 'user', email: 'ada@example.org' });
  return store;
}
