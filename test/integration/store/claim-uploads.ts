/** A process that tries to claim every upload of the database of its first argument, and reports those it got. */
import { openStore } from '../../../src-main/store/open-store.ts';
import { testCipher } from '../../support/test-cipher.ts';

const store = openStore(process.argv[2] ?? '', testCipher);
process.send?.('ready');
process.once('message', (ids: string[]) => {
  process.send?.(ids.filter((id) => store.uploads.claim(id, '2024-05-01T12:00:00.000Z')));
  store.close();
  process.disconnect();
});
