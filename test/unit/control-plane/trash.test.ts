import { expect, test } from 'vitest';
import { createFunction, listFunctions } from '../../../src-main/control-plane/functions.ts';
import { setPulsarTrigger } from '../../../src-main/control-plane/pulsar-triggers.ts';
import { emptyTrash, restoreFunction, trashFunction } from '../../../src-main/control-plane/trash.ts';
import {
  heldUp,
  openControlPlane,
  packagedFrom,
  pretendPackager,
  refusal,
} from '../../support/control-plane.ts';
import { begin, deploy, outcome, upload } from '../../support/deploy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const pulsar = {
  pulsar_url: 'pulsar://example.org:6650',
  pulsar_topic_fqdn: 'persistent://tenant/space/topic',
};

/** All that the store says of a function. */
function snapshot(store: ReturnType<typeof openControlPlane>['plane']['store'], functionId: string) {
  const deployments = store.deployments.listOfFunction(functionId);
  return {
    function: store.functions.find(functionId),
    active: store.functions.activeDeploymentId(functionId),
    releases: store.releases.listOfFunction(functionId),
    deployments,
    steps: deployments.map(({ id }) => store.deploymentSteps.list(id)),
    uploads: deployments.map(({ id }) => store.uploads.ofDeployment(id)),
    trigger: store.pulsarTriggers.find(functionId),
  };
}

test('a function that was deleted comes back with all that belongs to it, and serves again', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, engine, ownerId } = harness;
  const { id: functionId } = createFunction(plane, ownerId, { name: 'hello', environment: { A: 'b' } });
  const address = { ownerId, functionId };
  setPulsarTrigger(plane, address, pulsar);
  const { deploymentId } = await deploy(plane, address);
  await upload(plane, address);
  const before = snapshot(plane.store, functionId);

  const token = trashFunction(plane, address);
  expect(listFunctions(plane, ownerId)).toEqual([]);
  expect(engine.desired.has(functionId)).toBe(false);

  expect(await restoreFunction(plane, token)).toEqual(before.function);
  expect(snapshot(plane.store, functionId)).toEqual(before);
  expect(engine.activeDeploymentId(functionId)).toBe(deploymentId);
  expect((await refusal(() => restoreFunction(plane, token))).code).toBe('gone');
});

test('a deployment that was under way goes on when its function comes back', async () => {
  const packaging = heldUp<ReturnType<typeof packagedFrom>>();
  let attempts = 0;
  const packager: typeof pretendPackager = {
    package: (request, listener) => {
      attempts += 1;
      return attempts === 1 ? packaging.begin() : pretendPackager.package(request, listener);
    },
  };
  await using harness = openControlPlane(temporaryFolder(), { packager });
  const { plane, ownerId } = harness;
  const address = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
  const { deploymentId } = await begin(plane, address);
  await packaging.begun;
  const token = trashFunction(plane, address);
  await restoreFunction(plane, token);
  packaging.end(packagedFrom({ digest: 'a'.repeat(64) }));
  expect(await outcome(plane, deploymentId)).toMatchObject({ status: 'READY' });
});

test('after ten minutes a deleted function is gone for good', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId } = harness;
  const { id: functionId } = createFunction(plane, ownerId, {});
  const token = trashFunction(plane, { ownerId, functionId });
  const later = { ...plane, now: () => new Date(Date.now() + 601_000) };
  emptyTrash(later);
  expect((await refusal(() => restoreFunction(plane, token))).code).toBe('gone');
});
