import { expect, test } from 'vitest';
import type { PackagedRelease } from '../../../src-main/contract/packaging.ts';
import { cancelDeployment } from '../../../src-main/control-plane/cancel-deployment.ts';
import { awaitDeploymentEnd } from '../../../src-main/control-plane/deployment-end.ts';
import { deleteDeployment } from '../../../src-main/control-plane/deployments.ts';
import { createFunction, deleteFunction } from '../../../src-main/control-plane/functions.ts';
import { heldUp, openControlPlane, packagedFrom, refusal } from '../../support/control-plane.ts';
import { begin } from '../../support/deploy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A deployment that its packager holds up, and somebody who waits for its end. */
async function waitForHeldUp() {
  const work = heldUp<PackagedRelease>();
  const harness = openControlPlane(temporaryFolder(), { packager: { package: () => work.begin() } });
  const { id: functionId } = createFunction(harness.plane, harness.ownerId, {});
  const address = await begin(harness.plane, { ownerId: harness.ownerId, functionId });
  await work.begun;
  const patience = new AbortController();
  const waiting = awaitDeploymentEnd(harness.plane, address, patience.signal);
  waiting.catch(() => undefined);
  return { ...harness, address, work, patience, waiting };
}

test('who waits for the end of a deployment hears of it, and of nothing before', async () => {
  await using held = await waitForHeldUp();
  held.work.end(packagedFrom({ digest: 'a'.repeat(64) }));
  const ended = await held.waiting;
  expect(ended).toMatchObject({ status: 'READY', url: expect.stringContaining(held.address.functionId) });
  expect(await awaitDeploymentEnd(held.plane, held.address, new AbortController().signal)).toEqual(ended);
});

test('who is out of patience hears how it is', async () => {
  await using held = await waitForHeldUp();
  held.patience.abort();
  expect(await held.waiting).toMatchObject({ status: 'PACKAGING' });
});

test('a cancelled deployment has ended', async () => {
  await using held = await waitForHeldUp();
  cancelDeployment(held.plane, held.address);
  expect(await held.waiting).toMatchObject({ status: 'ERROR' });
});

test('a deployment that is deleted, alone or with its function, is waited for no longer', async () => {
  for (const remove of [deleteDeployment, deleteFunction]) {
    await using held = await waitForHeldUp();
    await remove(held.plane, held.address);
    expect((await refusal(() => held.waiting)).code).toBe('not-found');
  }
});
