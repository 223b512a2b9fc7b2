import { describe, expect, test } from 'vitest';
import { AtelierError } from '../../../src-main/contract/errors.ts';
import {
  createDeployment,
  deleteDeployment,
  getDeployment,
  listDeploymentSteps,
  listDeployments,
  listDeploymentsByStatus,
  updateDeployment,
} from '../../../src-main/control-plane/deployments.ts';
import { createFunction } from '../../../src-main/control-plane/functions.ts';
import { getRelease, listReleases } from '../../../src-main/control-plane/releases.ts';
import { triggerDeployment } from '../../../src-main/control-plane/trigger-deployment.ts';
import { heldUp, openControlPlane, pretendPackager, refusal } from '../../support/control-plane.ts';
import { begin, deploy, outcome, upload } from '../../support/deploy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Parts = Parameters<typeof openControlPlane>[1];

function openWithFunction(parts?: Parts) {
  const harness = openControlPlane(temporaryFolder(), parts);
  const { id: functionId } = createFunction(harness.plane, harness.ownerId, {});
  return { ...harness, address: { ownerId: harness.ownerId, functionId } };
}

test('a deployment goes from creation over upload and trigger to READY, with a URL and every step', async () => {
  await using harness = openWithFunction();
  const { plane, address, engine } = harness;
  const { deployment, uploadToken } = createDeployment(plane, address, {
    platform: 'RUST',
    name: 'v1',
    tag: 't',
  });
  expect(deployment).toMatchObject({
    id: expect.stringMatching(/^deployment_[0-9a-f-]{36}$/),
    functionId: address.functionId,
    releaseId: null,
    platform: 'RUST',
    status: 'WAITING_FOR_UPLOAD',
    name: 'v1',
    description: null,
    url: null,
  });
  expect(uploadToken).toEqual(expect.any(String));

  const deployed = await deploy(plane, address);
  expect(getDeployment(plane, deployed)).toMatchObject({
    status: 'READY',
    errorReason: null,
    url: `http://127.0.0.1:8787/${address.functionId}`,
  });
  const steps = listDeploymentSteps(plane, deployed);
  expect(steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'upload done',
    'compile skipped',
    'package done',
    'schedule done',
    'activate done',
  ]);
  expect(steps.every(({ startedAt, endedAt }) => endedAt !== null && startedAt <= endedAt)).toBe(true);
  expect(steps.find(({ name }) => name === 'package')?.log).toBe('packaged\n');
  expect(engine.activeDeploymentId(address.functionId)).toBe(deployed.deploymentId);
});

test('subscribers hear of status, steps and log as they happen, until they unsubscribe', async () => {
  await using harness = openWithFunction();
  const { plane, address } = harness;
  const heard: string[] = [];
  const unsubscribe = plane.subscribe((event) => {
    heard.push(
      event.kind === 'status' ? event.status : `${event.step} ${event.kind === 'log' ? 'log' : event.state}`,
    );
  });
  await deploy(plane, address);
  unsubscribe();
  await deploy(plane, address);
  expect(heard.slice(heard.indexOf('PACKAGING'))).toEqual([
    'PACKAGING',
    'compile running',
    'compile skipped',
    'package running',
    'package log',
    'package done',
    'DEPLOYING',
    'schedule running',
    'schedule done',
    'activate running',
    'activate done',
    'READY',
  ]);
});

test('deployments are listed newest first, and by status over all functions', async () => {
  await using harness = openWithFunction();
  const { plane, address, ownerId } = harness;
  const ready = await deploy(plane, address);
  const waiting = createDeployment(plane, address, { platform: 'RUST' }).deployment;
  const elsewhere = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
  const other = createDeployment(plane, elsewhere, { platform: 'RUST' }).deployment;
  expect(listDeployments(plane, address).map(({ id }) => id)).toEqual([waiting.id, ready.deploymentId]);
  expect(listDeploymentsByStatus(plane, 'WAITING_FOR_UPLOAD').map(({ id }) => id)).toEqual([
    other.id,
    waiting.id,
  ]);
  expect(listDeploymentsByStatus(plane, 'READY')).toEqual([getDeployment(plane, ready)]);
  expect(await refusal(() => listDeploymentsByStatus(plane, 'ready'))).toMatchObject({
    code: 'invalid-input',
  });
});

test('labels can be replaced, and nothing else', async () => {
  await using harness = openWithFunction();
  const { plane, address } = harness;
  const deployed = await deploy(plane, address);
  const before = getDeployment(plane, deployed);
  const after = updateDeployment(plane, deployed, { name: 'named', status: 'ERROR', platform: 'RUST' });
  expect(after).toEqual({ ...before, name: 'named', updatedAt: after.updatedAt });
});

test('what belongs to another function is not found', async () => {
  await using harness = openWithFunction();
  const { plane, address, ownerId } = harness;
  const deployed = await deploy(plane, address);
  const elsewhere = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
  const releaseId = getDeployment(plane, deployed).releaseId!;
  const calls = [
    () => getDeployment(plane, { ...deployed, ...elsewhere }),
    () => getDeployment(plane, { ...address, deploymentId: 'deployment_none' }),
    () => getRelease(plane, { ...elsewhere, releaseId }),
    () => createDeployment(plane, elsewhere, { releaseId }),
  ];
  for (const call of calls) expect(await refusal(call)).toMatchObject({ code: 'not-found' });
});

describe('triggering', () => {
  test('before the upload is a conflict that says what to do', async () => {
    await using harness = openWithFunction();
    const { plane, address } = harness;
    const { id } = createDeployment(plane, address, { platform: 'RUST' }).deployment;
    const error = await refusal(() => triggerDeployment(plane, { ...address, deploymentId: id }));
    expect(error.code).toBe('conflict');
    expect(error.message).toContain('PUT the code to its uploadUrl');
  });

  test('again changes nothing, whether it is under way or READY', async () => {
    let packagings = 0;
    const held = heldUp<void>();
    await using harness = openWithFunction({
      packager: {
        async package(request, listener) {
          packagings += 1;
          await held.begin();
          return pretendPackager.package(request, listener);
        },
      },
    });
    const { plane, address } = harness;
    const deployment = await begin(plane, address);
    expect(triggerDeployment(plane, deployment).status).toBe('PACKAGING');
    held.end();
    await outcome(plane, deployment.deploymentId);
    expect(triggerDeployment(plane, deployment).status).toBe('READY');
    expect(packagings).toBe(1);
  });

  test('a failed deployment is a conflict that names the way to try again', async () => {
    await using harness = openWithFunction({
      packager: { package: () => Promise.reject(new AtelierError('compile-failed', 'line 3: no semicolon')) },
    });
    const { plane, address } = harness;
    const deployment = await deploy(plane, address);
    const error = await refusal(() => triggerDeployment(plane, deployment));
    expect(error.code).toBe('conflict');
    expect(error.message).toContain('line 3: no semicolon');
    expect(error.message).toContain(getDeployment(plane, deployment).releaseId);
  });
});

describe('an existing release', () => {
  test('is deployed again with neither upload nor trigger, from the WebAssembly that it became', async () => {
    const requests: unknown[] = [];
    await using harness = openWithFunction({
      packager: {
        package(request, listener) {
          requests.push(request);
          return pretendPackager.package(request, listener);
        },
      },
    });
    const { plane, address, engine } = harness;
    const first = await deploy(plane, address, 'one');
    await deploy(plane, address, 'two');
    const { releaseId } = getDeployment(plane, first);
    const { wasmDigest } = getRelease(plane, { ...address, releaseId: releaseId! });
    const { deployment, uploadToken } = createDeployment(plane, address, { releaseId, name: 'rollback' });
    expect(uploadToken).toBeNull();
    expect(deployment).toMatchObject({
      status: 'PACKAGING',
      releaseId,
      platform: 'JAVA_SCRIPT',
      name: 'rollback',
    });
    expect(await outcome(plane, deployment.id)).toMatchObject({ status: 'READY' });
    expect(requests.at(-1)).toMatchObject({ digest: wasmDigest, content: 'wasm' });
    expect(engine.activeDeploymentId(address.functionId)).toBe(deployment.id);
    expect(listReleases(plane, address).map(({ number }) => number)).toEqual([2, 1]);
    const [upload] = listDeploymentSteps(plane, { ...address, deploymentId: deployment.id });
    expect(upload).toMatchObject({ name: 'upload', state: 'skipped' });
  });
});

describe('deleting', () => {
  test('under way ends the work and leaves nothing', async () => {
    const held = heldUp<never>();
    const aborted = Promise.withResolvers<void>();
    await using harness = openWithFunction({
      packager: {
        package(_request, listener, signal) {
          signal?.addEventListener('abort', () => {
            listener.log('killed\n');
            aborted.resolve();
          });
          return held.begin();
        },
      },
    });
    const { plane, address, faults } = harness;
    const deployment = await begin(plane, address);
    await deleteDeployment(plane, deployment);
    await aborted.promise;
    expect(listDeployments(plane, address)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('before the upload needs nothing else', async () => {
    await using harness = openWithFunction();
    const { plane, address } = harness;
    const deployment = await upload(plane, address);
    await deleteDeployment(plane, deployment);
    expect(await refusal(() => triggerDeployment(plane, deployment))).toMatchObject({ code: 'not-found' });
  });
});
