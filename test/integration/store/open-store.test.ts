import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../src-main/store/open-store.ts';
import { startProcess } from '../../support/child-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testCipher } from '../../support/test-cipher.ts';
import { later, sampleDeployment, sampleFunction } from '../../unit/store/samples.ts';

it('loses nothing that it acknowledged, and keeps no half of a transaction, whenever it is killed', async () => {
  const file = join(temporaryFolder(), 'atelier.db');
  const acknowledged = new Set<unknown>();
  for (let kill = 0; kill < 6; kill += 1) {
    const writer = startProcess(new URL('./write-store.ts', import.meta.url), [file]);
    await writer.received(1 + 11 * kill);
    await writer.kill();
    for (const functionId of writer.messages) acknowledged.add(functionId);
    const store = openStore(file, testCipher);
    const stored = store.functions.listAll().map(({ id }) => id);
    expect([...acknowledged].filter((id) => !stored.some((seen) => seen === id))).toEqual([]);
    const holdings = stored.map((id) => [
      store.releases.listOfFunction(id).length,
      store.deployments.listOfFunction(id).length,
    ]);
    expect(holdings).toEqual(stored.map(() => [1, 1]));
    store.close();
  }
});

it('lets exactly one of several processes claim an upload', async () => {
  const file = join(temporaryFolder(), 'atelier.db');
  const store = openStore(file, testCipher);
  store.organisations.insert({ id: 'user_1', name: 'Ada', kind: 'user' });
  store.functions.insert(sampleFunction('function_1'));
  const ids = Array.from({ length: 60 }, (_, number) => `upload_${number}`);
  for (const id of ids) {
    store.deployments.insert(sampleDeployment(`deployment_of_${id}`));
    store.uploads.insert({ id, deploymentId: `deployment_of_${id}`, maxBytes: 1, expiresAt: later });
  }
  store.close();
  const claimants = [1, 2, 3].map(() => startProcess(new URL('./claim-uploads.ts', import.meta.url), [file]));
  await Promise.all(claimants.map((claimant) => claimant.received(1)));
  for (const claimant of claimants) claimant.send(ids);
  await Promise.all(claimants.map((claimant) => claimant.ended()));
  const claimed = claimants.flatMap((claimant) => claimant.messages[1] as string[]);
  expect(claimed.sort()).toEqual([...ids].sort());
});
