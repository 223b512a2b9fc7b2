import { describe, expect, test } from 'vitest';
import { AtelierError } from '../../../src-main/contract/errors.ts';
import { cancelDeployment } from '../../../src-main/control-plane/cancel-deployment.ts';
import {
  deleteDeployment,
  getDeployment,
  listDeployments,
} from '../../../src-main/control-plane/deployments.ts';
import { createFunction, replaceFunction } from '../../../src-main/control-plane/functions.ts';
import {
  heldUp,
  openControlPlane,
  PretendEngine,
  packagedFrom,
  pretendPackager,
} from '../../support/control-plane.ts';
import { begin, deploy, outcome } from '../../support/deploy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function openWithFunction(parts?: Parameters<typeof openControlPlane>[1], home = temporaryFolder()) {
  const harness = openControlPlane(home, parts);
  const { id: functionId } = createFunction(harness.plane, harness.ownerId, {});
  return { ...harness, address: { ownerId: harness.ownerId, functionId } };
}

describe('taking the traffic', () => {
  test('the latest deployment takes it', async () => {
    await using harness = openWithFunction();
    const { plane, address, engine } = harness;
    for (const source of ['one', 'two', 'three']) {
      const { deploymentId } = await deploy(plane, address, source);
      expect(engine.activeDeploymentId(address.functionId)).toBe(deploymentId);
    }
  });

  test('the latest takes it also where the clock was set back', async () => {
    let clock = Date.now();
    await using harness = openWithFunction({ now: () => new Date(clock) });
    const { plane, address, engine } = harness;
    await deploy(plane, address, 'before');
    clock -= 1_800_000;
    const { deploymentId } = await deploy(plane, address, 'after');
    expect(engine.activeDeploymentId(address.functionId)).toBe(deploymentId);
    expect(listDeployments(plane, address)[0]?.id).toBe(deploymentId);
  });

  test('an older deployment that finishes late is READY but steals nothing', async () => {
    const slow = heldUp<void>();
    const engine = new PretendEngine();
    engine.prepare = () => slow.begin();
    await using harness = openWithFunction({ engine });
    const { plane, address } = harness;
    const older = await begin(plane, address, 'older');
    await slow.begun;
    engine.prepare = async () => {};
    const newer = await deploy(plane, address, 'newer');
    slow.end();
    expect(await outcome(plane, older.deploymentId)).toMatchObject({ status: 'READY' });
    expect(engine.activeDeploymentId(address.functionId)).toBe(newer.deploymentId);
    await deleteDeployment(plane, newer);
    expect(engine.activeDeploymentId(address.functionId)).toBe(older.deploymentId);
  });

  test('it is READY once the engine serves it, and not before', async () => {
    const settling = heldUp<void>();
    await using harness = openWithFunction();
    const { plane, address, engine } = harness;
    engine.settled = () => settling.begin();
    const { deploymentId } = await begin(plane, address);
    await settling.begun;
    expect(engine.activeDeploymentId(address.functionId)).toBe(deploymentId);
    expect(getDeployment(plane, { ...address, deploymentId }).status).toBe('DEPLOYING');
    settling.end();
    expect(await outcome(plane, deploymentId)).toMatchObject({ status: 'READY' });
  });

  test.each([
    ['cancelled', cancelDeployment],
    ['deleted', deleteDeployment],
  ])('one that is %s at that moment gives it back', async (_, end) => {
    const settling = heldUp<void>();
    await using harness = openWithFunction();
    const { plane, address, engine } = harness;
    const before = await deploy(plane, address, 'before');
    engine.settled = () => settling.begin();
    const deployment = await begin(plane, address, 'after');
    await settling.begun;
    const restored = Promise.withResolvers<void>();
    engine.apply = (desired) => {
      if (desired.active?.deploymentId === before.deploymentId) restored.resolve();
    };
    await end(plane, deployment);
    settling.end();
    await restored.promise;
  });

  test('what is made anew meanwhile does not take it away', async () => {
    const [packaging, settling] = [heldUp<ReturnType<typeof packagedFrom>>(), heldUp<void>()];
    const packager = { ...pretendPackager };
    await using harness = openWithFunction({
      packager: { package: (...words) => packager.package(...words) },
    });
    const { plane, address, engine } = harness;
    await deploy(plane, address, 'before');
    packager.package = () => packaging.begin();
    const restored = plane.traffic.restore(address.functionId);
    await packaging.begun;
    packager.package = pretendPackager.package;
    engine.settled = () => settling.begin();
    const { deploymentId } = await begin(plane, address, 'after');
    await settling.begun;
    packaging.end(packagedFrom({ digest: 'a'.repeat(64) }));
    await restored;
    settling.end();
    await outcome(plane, deploymentId);
    expect(engine.activeDeploymentId(address.functionId)).toBe(deploymentId);
  });

  test('the settings of that moment count, not those of the trigger', async () => {
    const slow = heldUp<void>();
    const engine = new PretendEngine();
    engine.prepare = () => slow.begin();
    await using harness = openWithFunction({ engine });
    const { plane, address } = harness;
    const deployment = await begin(plane, address);
    await slow.begun;
    replaceFunction(plane, address, { environment: { NEW: 'yes' } });
    slow.end();
    await outcome(plane, deployment.deploymentId);
    expect(engine.desired.get(address.functionId)).toMatchObject({
      environment: { NEW: 'yes' },
      active: { deploymentId: deployment.deploymentId },
    });
  });
});

describe('losing the active deployment', () => {
  test('hands over to the newest READY one that remains, and at last to none', async () => {
    await using harness = openWithFunction();
    const { plane, address, engine } = harness;
    const one = await deploy(plane, address, 'one');
    const two = await deploy(plane, address, 'two');
    const three = await deploy(plane, address, 'three');
    await deleteDeployment(plane, two);
    expect(engine.activeDeploymentId(address.functionId)).toBe(three.deploymentId);
    await deleteDeployment(plane, three);
    expect(engine.activeDeploymentId(address.functionId)).toBe(one.deploymentId);
    await deleteDeployment(plane, one);
    expect(engine.desired.get(address.functionId)).toMatchObject({ active: null });
  });
});

describe('the next start', () => {
  test('serves what was served', async () => {
    const home = temporaryFolder();
    const first = openWithFunction({}, home);
    const deployment = await deploy(first.plane, first.address);
    const idle = createFunction(first.plane, first.ownerId, {});
    await first[Symbol.asyncDispose]();
    await using again = openControlPlane(home);
    await again.plane.resume();
    expect(again.engine.activeDeploymentId(first.address.functionId)).toBe(deployment.deploymentId);
    expect(again.engine.desired.get(idle.id)).toMatchObject({ active: null });
  });

  test('falls back from a release that can not be packaged any more, and says why', async () => {
    const home = temporaryFolder();
    const first = openWithFunction({}, home);
    const good = await deploy(first.plane, first.address, 'good');
    const bad = await deploy(first.plane, first.address, 'bad');
    const badRelease = getDeployment(first.plane, bad).releaseId!;
    const { digest } = first.plane.store.releases.find(badRelease)!;
    await first[Symbol.asyncDispose]();
    await using again = openControlPlane(home, {
      packager: {
        async package(request) {
          if (request.digest === digest) throw new AtelierError('object-damaged', 'its object is damaged');
          return packagedFrom(request);
        },
      },
    });
    await again.plane.resume();
    expect(again.engine.activeDeploymentId(first.address.functionId)).toBe(good.deploymentId);
    const { status, errorReason } = getDeployment(again.plane, bad);
    expect(status).toBe('ERROR');
    expect(errorReason).toContain('its object is damaged');
  });

  test('knows every function from the beginning, however long it takes to serve them', async () => {
    const home = temporaryFolder();
    const first = openWithFunction({}, home);
    const deployment = await deploy(first.plane, first.address);
    await first[Symbol.asyncDispose]();
    const packaging = heldUp<ReturnType<typeof packagedFrom>>();
    await using again = openControlPlane(home, { packager: { package: () => packaging.begin() } });
    const resumed = again.plane.resume();
    await packaging.begun;
    expect(again.engine.desired.get(first.address.functionId)).toMatchObject({ active: null });
    packaging.end(packagedFrom({ digest: 'a'.repeat(64) }));
    await resumed;
    expect(again.engine.activeDeploymentId(first.address.functionId)).toBe(deployment.deploymentId);
  });

  test('reports a fault of ours and keeps the deployment for the start after', async () => {
    const home = temporaryFolder();
    const first = openWithFunction({}, home);
    const deployment = await deploy(first.plane, first.address);
    await first[Symbol.asyncDispose]();
    const failing = openControlPlane(home, {
      packager: { package: () => Promise.reject(new Error('no more processes')) },
    });
    await failing.plane.resume();
    expect(failing.engine.desired.get(first.address.functionId)).toMatchObject({ active: null });
    expect(failing.faults).toHaveLength(1);
    await failing[Symbol.asyncDispose]();
    await using again = openControlPlane(home, { packager: pretendPackager });
    await again.plane.resume();
    expect(again.engine.activeDeploymentId(first.address.functionId)).toBe(deployment.deploymentId);
  });
});
