import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cancelDeployment } from '../../../src-main/control-plane/cancel-deployment.ts';
import {
  createDeployment,
  deleteDeployment,
  getDeployment,
  listDeploymentSteps,
} from '../../../src-main/control-plane/deployments.ts';
import { createFunction } from '../../../src-main/control-plane/functions.ts';
import { triggerDeployment } from '../../../src-main/control-plane/trigger-deployment.ts';
import { receiveUpload } from '../../../src-main/control-plane/uploads.ts';
import { openControlPlane, refusal } from '../../support/control-plane.ts';
import { bytesOf } from '../../support/deploy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function openWithDeployment(limits = {}, home = temporaryFolder()) {
  const harness = openControlPlane(home, { limits });
  const address = {
    ownerId: harness.ownerId,
    functionId: createFunction(harness.plane, harness.ownerId, {}).id,
  };
  const { deployment, uploadToken } = createDeployment(harness.plane, address, { platform: 'TINY_GO' });
  const send = (text: string, announcedSize: number | null = null, token = uploadToken!) =>
    receiveUpload(harness.plane, token, { bytes: bytesOf(text), announcedSize });
  return { ...harness, address: { ...address, deploymentId: deployment.id }, token: uploadToken!, send };
}

test.each([
  ['\0asm\u0001\0\0\0', 'wasm'],
  ['PK\u0003\u0004rest', 'archive'],
  ['package main', 'source'],
])('an upload becomes a release, recognised by its content: %j', async (text, content) => {
  await using harness = openWithDeployment();
  const { plane, address, send } = harness;
  const release = await send(text);
  expect(release).toMatchObject({
    id: expect.stringMatching(/^release_[0-9a-f-]{36}$/),
    functionId: address.functionId,
    number: 1,
    platform: 'TINY_GO',
    content,
    size: text.length,
    wasmDigest: null,
  });
  expect(Buffer.from(await plane.objects.get(release.digest)).toString()).toBe(text);
  expect(getDeployment(plane, address)).toMatchObject({
    status: 'WAITING_FOR_UPLOAD',
    releaseId: release.id,
  });
  expect(listDeploymentSteps(plane, address)).toMatchObject([{ name: 'upload', state: 'done' }]);
});

describe('an upload is refused', () => {
  test('the second time, even while the first is still going on', async () => {
    await using harness = openWithDeployment();
    const results = await Promise.allSettled([harness.send('one'), harness.send('two')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(() => harness.send('three'))).toMatchObject({ code: 'gone' });
  });

  test('when its time is over', async () => {
    await using harness = openWithDeployment({ uploadLifetime: -1 });
    expect(await refusal(() => harness.send('late'))).toMatchObject({ code: 'gone' });
  });

  test('when the token was made up or changed', async () => {
    await using harness = openWithDeployment();
    for (const token of ['', 'made-up', 'a.b', `${harness.token}x`, `x${harness.token}`])
      expect(await refusal(() => harness.send('code', null, token))).toMatchObject({ code: 'forbidden' });
  });

  test('when the deployment was deleted, before or meanwhile', async () => {
    await using harness = openWithDeployment();
    const { plane, address, token } = harness;
    async function* deletedMeanwhile() {
      yield* bytesOf('code');
      await deleteDeployment(plane, address);
    }
    const upload = () => receiveUpload(plane, token, { bytes: deletedMeanwhile(), announcedSize: null });
    expect(await refusal(upload)).toMatchObject({ code: 'not-found' });
    expect(await refusal(() => harness.send('again'))).toMatchObject({ code: 'not-found' });
  });
});

test('an upload is refused when its deployment was cancelled, before or meanwhile', async () => {
  await using harness = openWithDeployment();
  const { plane, address, token } = harness;
  async function* cancelledMeanwhile() {
    yield* bytesOf('code');
    cancelDeployment(plane, address);
  }
  const upload = () => receiveUpload(plane, token, { bytes: cancelledMeanwhile(), announcedSize: null });
  expect(await refusal(upload)).toMatchObject({ code: 'conflict' });
  expect(await refusal(() => harness.send('again'))).toMatchObject({ code: 'conflict' });
  expect(getDeployment(plane, address)).toMatchObject({ status: 'ERROR', releaseId: null });
  const { message } = await refusal(() => triggerDeployment(plane, address));
  expect(message).toContain('Cancelled. Make a new deployment.');
});

describe('an upload that fails can be tried again', () => {
  const failures = [
    { why: 'it was empty', text: '', announced: null, code: 'invalid-input' },
    { why: 'it was larger than announced or allowed', text: '123456789', announced: null, code: 'too-large' },
    { why: 'it announced more than is allowed', text: '1', announced: 9, code: 'too-large' },
  ];
  test.each(failures)('because $why', async ({ text, announced, code }) => {
    await using harness = openWithDeployment({ upload: 8 });
    expect(await refusal(() => harness.send(text, announced))).toMatchObject({ code });
    expect(await harness.send('12345678', 8)).toMatchObject({ size: 8, number: 1 });
  });

  test('because the sender went away', async () => {
    await using harness = openWithDeployment();
    const { plane, token, address } = harness;
    async function* interrupted() {
      yield* bytesOf('half of it');
      throw new Error('aborted');
    }
    const upload = () => receiveUpload(plane, token, { bytes: interrupted(), announcedSize: 100 });
    expect(await refusal(upload)).toMatchObject({ code: 'invalid-input' });
    expect(listDeploymentSteps(plane, address)).toMatchObject([{ name: 'upload', state: 'failed' }]);
    await harness.send('all of it');
    expect(listDeploymentSteps(plane, address)).toMatchObject([{ name: 'upload', state: 'done' }]);
  });

  test('because the platform was killed', async () => {
    const home = temporaryFolder();
    await using living = openWithDeployment({}, home);
    const killed = join(temporaryFolder(), 'killed');
    async function* copiedMeanwhile() {
      yield* bytesOf('half of it');
      cpSync(home, killed, { recursive: true });
    }
    await receiveUpload(living.plane, living.token, { bytes: copiedMeanwhile(), announcedSize: null });
    await using again = openControlPlane(killed);
    await again.plane.resume();
    const release = await receiveUpload(again.plane, living.token, {
      bytes: bytesOf('all'),
      announcedSize: 3,
    });
    expect(release.number).toBe(1);
  });
});
