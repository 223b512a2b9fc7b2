import { expect, test } from 'vitest';
import { AtelierError } from '../../../src-main/contract/errors.ts';
import type { PackagedRelease } from '../../../src-main/contract/packaging.ts';
import { setBuildSettings } from '../../../src-main/control-plane/build-settings.ts';
import { cancelDeployment } from '../../../src-main/control-plane/cancel-deployment.ts';
import {
  deleteDeployment,
  getDeployment,
  listDeploymentSteps,
} from '../../../src-main/control-plane/deployments.ts';
import { createFunction } from '../../../src-main/control-plane/functions.ts';
import { triggerDeployment } from '../../../src-main/control-plane/trigger-deployment.ts';
import { heldUp, openControlPlane, type PretendPackager, packagedFrom } from '../../support/control-plane.ts';
import { outcome, upload } from '../../support/deploy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Package = PretendPackager['package'];

/** A deployment whose code was uploaded, and that nobody has triggered. */
async function uploaded(work: Package) {
  const requests: Parameters<Package>[0][] = [];
  const signals: AbortSignal[] = [];
  const packager: PretendPackager = {
    package: (request, listener, signal) => {
      requests.push(request);
      signals.push(signal!);
      return work(request, listener, signal);
    },
  };
  const harness = openControlPlane(temporaryFolder(), { packager });
  const { id: functionId } = createFunction(harness.plane, harness.ownerId, {});
  const address = await upload(harness.plane, { ownerId: harness.ownerId, functionId });
  return { ...harness, address, requests, signals };
}

test('what is uploaded is packaged at once, and shows nothing of that until it is triggered', async () => {
  const compiling = heldUp<void>();
  await using ahead = await uploaded(async (request, listener) => {
    listener.step('compile', 'running');
    listener.log('Compiling\n');
    await compiling.begin();
    listener.step('compile', 'done');
    listener.step('package', 'running');
    listener.step('package', 'done');
    return packagedFrom(request);
  });
  const { plane, address, requests } = ahead;
  await compiling.begun;
  expect(getDeployment(plane, address).status).toBe('WAITING_FOR_UPLOAD');
  expect(listDeploymentSteps(plane, address).map(({ name }) => name)).toEqual(['upload']);
  triggerDeployment(plane, address);
  compiling.end();
  expect(await outcome(plane, address.deploymentId)).toMatchObject({ status: 'READY' });
  const [, compile, packaging] = listDeploymentSteps(plane, address);
  expect(compile).toMatchObject({ name: 'compile', state: 'done', log: 'Compiling\n' });
  expect(packaging).toMatchObject({ name: 'package', state: 'done' });
  expect(requests).toHaveLength(1);
});

test('a failure that came before the trigger is that of the deployment', async () => {
  await using ahead = await uploaded(async (_, listener) => {
    listener.step('compile', 'running');
    listener.step('compile', 'failed');
    throw new AtelierError('compile-failed', 'no such name');
  });
  const { plane, address, faults } = ahead;
  expect(getDeployment(plane, address).status).toBe('WAITING_FOR_UPLOAD');
  triggerDeployment(plane, address);
  expect(await outcome(plane, address.deploymentId)).toMatchObject({
    status: 'ERROR',
    errorReason: 'no such name',
  });
  expect(faults).toEqual([]);
});

test('nothing goes on for a deployment that is cancelled, deleted, or left behind by the platform', async () => {
  const ends: ((ahead: Awaited<ReturnType<typeof uploaded>>) => unknown)[] = [
    ({ plane, address }) => cancelDeployment(plane, address),
    ({ plane, address }) => deleteDeployment(plane, address),
    ({ plane }) => plane.close(),
    ({ plane, address }) => {
      triggerDeployment(plane, address);
      cancelDeployment(plane, address);
    },
  ];
  for (const end of ends) {
    const work = heldUp<PackagedRelease>();
    await using ahead = await uploaded(() => work.begin());
    await work.begun;
    expect(ahead.signals.map(({ aborted }) => aborted)).toEqual([false]);
    await end(ahead);
    expect(ahead.signals.map(({ aborted }) => aborted)).toEqual([true]);
  }
});

test('settings that change before the trigger count', async () => {
  await using ahead = await uploaded(async (request) => packagedFrom(request));
  const { plane, address, requests } = ahead;
  setBuildSettings(plane, address, { strip: 'symbols' });
  triggerDeployment(plane, address);
  expect(await outcome(plane, address.deploymentId)).toMatchObject({ status: 'READY' });
  expect(requests.map(({ strip }) => strip)).toEqual(['debuginfo', 'symbols']);
});
