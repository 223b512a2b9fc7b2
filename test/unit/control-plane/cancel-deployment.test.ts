import { expect, test } from 'vitest';
import { cancelDeployment } from '../../../src-main/control-plane/cancel-deployment.ts';
import { listDeploymentSteps } from '../../../src-main/control-plane/deployments.ts';
import { createFunction } from '../../../src-main/control-plane/functions.ts';
import {
  heldUp,
  openControlPlane,
  PretendEngine,
  packagedFrom,
  refusal,
} from '../../support/control-plane.ts';
import { begin, deploy, upload } from '../../support/deploy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const cancelled = { status: 'ERROR', errorReason: 'Cancelled.' };

test('cancelling while it is packaged keeps the log, and what the job still says changes nothing', async () => {
  const packaging = heldUp<ReturnType<typeof packagedFrom>>();
  await using harness = openControlPlane(temporaryFolder(), {
    packager: {
      package: (_, listener) => {
        listener.step('compile', 'running');
        listener.log('compiling\n');
        return packaging.begin();
      },
    },
  });
  const { plane, ownerId } = harness;
  const address = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
  const deployment = await begin(plane, address);
  await packaging.begun;
  cancelDeployment(plane, deployment);
  packaging.end(packagedFrom({ digest: 'a'.repeat(64) }));
  await plane.close();
  expect(plane.store.deployments.find(deployment.deploymentId)).toMatchObject(cancelled);
  expect(listDeploymentSteps(plane, deployment).at(-1)).toMatchObject({
    name: 'compile',
    state: 'failed',
    log: 'compiling\nCancelled.\n',
  });
});

test('cancelling while it is scheduled leaves the traffic where it was', async () => {
  const preparing = heldUp<void>();
  const engine = new PretendEngine();
  await using harness = openControlPlane(temporaryFolder(), { engine });
  const { plane, ownerId } = harness;
  const address = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
  const first = await deploy(plane, address);
  engine.prepare = () => preparing.begin();
  const second = await begin(plane, address);
  await preparing.begun;
  cancelDeployment(plane, second);
  preparing.end();
  await plane.close();
  expect(plane.store.deployments.find(second.deploymentId)).toMatchObject(cancelled);
  expect(engine.activeDeploymentId(address.functionId)).toBe(first.deploymentId);
});

test('what waits for its upload can be cancelled, what has ended can not', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId } = harness;
  const address = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
  const waiting = await upload(plane, address);
  cancelDeployment(plane, waiting);
  expect(plane.store.deployments.find(waiting.deploymentId)).toMatchObject(cancelled);
  expect((await refusal(() => cancelDeployment(plane, waiting))).code).toBe('conflict');
  const ready = await deploy(plane, address);
  expect((await refusal(() => cancelDeployment(plane, ready))).code).toBe('conflict');
});
