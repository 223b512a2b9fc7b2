import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AtelierError, type ErrorCode } from '../../../src-main/contract/errors.ts';
import {
  getDeployment,
  listDeploymentSteps,
  listDeployments,
} from '../../../src-main/control-plane/deployments.ts';
import { createFunction } from '../../../src-main/control-plane/functions.ts';
import { triggerDeployment } from '../../../src-main/control-plane/trigger-deployment.ts';
import {
  heldUp,
  openControlPlane,
  PretendEngine,
  packagedFrom,
  pretendPackager,
} from '../../support/control-plane.ts';
import { begin, deploy, outcome, upload } from '../../support/deploy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const never = () => new Promise<never>(() => {});

class StuckEngine extends PretendEngine {
  override prepare = never;
}

describe('what was under way when the platform ended is continued by the next start', () => {
  const ends = [
    { at: 'packaging', packager: { package: never }, status: 'PACKAGING' },
    { at: 'scheduling', engine: new StuckEngine(), status: 'DEPLOYING' },
  ];
  test.each(ends)('while $at', async ({ status, packager, engine }) => {
    const home = temporaryFolder();
    const first = openControlPlane(home, { ...(packager && { packager }), ...(engine && { engine }) });
    const address = { ownerId: first.ownerId, functionId: createFunction(first.plane, first.ownerId, {}).id };
    const { promise: stuck, resolve } = Promise.withResolvers<void>();
    first.plane.subscribe((event) => event.kind === 'step' && event.step === 'schedule' && resolve());
    const deployment = await begin(first.plane, address);
    if (engine) await stuck;
    await first[Symbol.asyncDispose]();
    expect(first.faults).toEqual([]);

    await using again = openControlPlane(home);
    expect(getDeployment(again.plane, deployment).status).toBe(status);
    await again.plane.resume();
    expect(await outcome(again.plane, deployment.deploymentId)).toMatchObject({ status: 'READY' });
    expect(again.engine.activeDeploymentId(address.functionId)).toBe(deployment.deploymentId);
  });
});

/**
 * What a `kill -9` leaves is what the files hold at that moment, unfinished transactions included: so the home is
 * copied at everything that happens to a deployment, and every copy is started.
 */
test('a home that was killed at any moment of a deploy ends READY, with nothing lost or left over', async () => {
  const homes = temporaryFolder();
  const home = join(homes, 'living');
  mkdirSync(home);
  await using living = openControlPlane(home);
  const address = {
    ownerId: living.ownerId,
    functionId: createFunction(living.plane, living.ownerId, {}).id,
  };
  const before = await deploy(living.plane, address, 'before');
  const copies: string[] = [];
  living.plane.subscribe((event) => {
    const copy = join(homes, `${copies.length} ${event.kind}`);
    cpSync(home, copy, { recursive: true });
    copies.push(copy);
  });
  const deployment = await deploy(living.plane, address, 'after');
  expect(copies.length).toBeGreaterThan(15);

  for (const copy of copies) {
    await using killed = openControlPlane(copy);
    const { plane, engine } = killed;
    await plane.resume();
    expect(engine.activeDeploymentId(address.functionId), copy).toEqual(expect.any(String));
    const { status, releaseId } = getDeployment(plane, deployment);
    if (status === 'WAITING_FOR_UPLOAD') {
      expect(engine.activeDeploymentId(address.functionId)).toBe(before.deploymentId);
      if (releaseId === null) continue;
      triggerDeployment(plane, deployment);
    }
    expect(await outcome(plane, deployment.deploymentId)).toMatchObject({
      status: 'READY',
      errorReason: null,
    });
    expect(engine.activeDeploymentId(address.functionId)).toBe(deployment.deploymentId);
    const states = listDeploymentSteps(plane, deployment).map(({ name, state }) => `${name} ${state}`);
    expect(states, copy).toHaveLength(5);
    expect(states.join(), copy).not.toMatch(/running|failed/);
    expect(listDeployments(plane, address)).toHaveLength(2);
  }
});

describe('a deployment that can not go on', () => {
  const codes: ErrorCode[] = ['compile-failed', 'invalid-module', 'toolchain-missing', 'packaging-limit'];
  test.each(codes)('becomes an ERROR with the packager’s own message: %s', async (code) => {
    await using harness = openControlPlane(temporaryFolder(), {
      packager: {
        package(_request, listener) {
          listener.step('compile', 'running');
          return Promise.reject(new AtelierError(code, 'function.js:3: unexpected token'));
        },
      },
    });
    const { plane, ownerId, faults } = harness;
    const address = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
    const deployment = await deploy(plane, address);
    expect(getDeployment(plane, deployment)).toMatchObject({
      status: 'ERROR',
      errorReason: 'function.js:3: unexpected token',
      url: null,
    });
    expect(listDeploymentSteps(plane, deployment).at(-1)).toMatchObject({
      name: 'compile',
      state: 'failed',
      log: 'function.js:3: unexpected token\n',
    });
    expect(faults).toEqual([]);
  });

  test('shows the reason once, in the log of the step that failed', async () => {
    await using harness = openControlPlane(temporaryFolder(), {
      packager: {
        package(_request, listener) {
          listener.step('compile', 'running');
          listener.log('hello.js:1: no such name\n');
          listener.step('compile', 'failed');
          return Promise.reject(new AtelierError('compile-failed', 'hello.js:1: no such name'));
        },
      },
    });
    const { plane, ownerId } = harness;
    const deployment = await deploy(plane, { ownerId, functionId: createFunction(plane, ownerId, {}).id });
    const { name, state, log } = listDeploymentSteps(plane, deployment).at(-1)!;
    expect({ name, state, log }).toEqual({
      name: 'compile',
      state: 'failed',
      log: 'hello.js:1: no such name\n',
    });
  });

  test('because it does not start leaves the traffic where it was', async () => {
    const engine = new PretendEngine();
    await using harness = openControlPlane(temporaryFolder(), { engine });
    const { plane, ownerId } = harness;
    const address = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
    const serving = await deploy(plane, address);
    engine.prepare = () =>
      Promise.reject(new AtelierError('function-failed', 'ReferenceError: x is not defined'));
    const broken = await deploy(plane, address);
    expect(getDeployment(plane, broken)).toMatchObject({
      status: 'ERROR',
      errorReason: 'ReferenceError: x is not defined',
    });
    expect(engine.activeDeploymentId(address.functionId)).toBe(serving.deploymentId);
  });

  test('and whose end can’t be written at first ends all the same', async () => {
    await using harness = openControlPlane(temporaryFolder(), {
      packager: { package: () => Promise.reject(new AtelierError('compile-failed', 'no such name')) },
    });
    const { plane, ownerId, faults } = harness;
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    const unsubscribe = plane.subscribe((event) => {
      if (event.kind !== 'status' || event.status !== 'ERROR') return;
      unsubscribe();
      throw full;
    });
    const deployment = await deploy(plane, { ownerId, functionId: createFunction(plane, ownerId, {}).id });
    expect(getDeployment(plane, deployment)).toMatchObject({ status: 'ERROR', errorReason: 'no such name' });
    expect(faults).toMatchObject([{ code: 'disk-full', cause: full }]);
  });

  test('for a fault of ours says so in general words, and the fault is reported with its cause', async () => {
    const cause = new TypeError('secret inside');
    await using harness = openControlPlane(temporaryFolder(), {
      packager: { package: () => Promise.reject(cause) },
    });
    const { plane, ownerId, faults } = harness;
    const address = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
    const { errorReason } = getDeployment(plane, await deploy(plane, address));
    expect(errorReason).not.toContain('secret');
    expect(faults).toMatchObject([{ code: 'internal', cause }]);
  });
});

describe('an executable that is still on its way to the disk', () => {
  /** Tells of the executable and goes on; gives what the engine was asked to prepare until the package was complete. */
  async function deployWithHeadStart(prepare: () => Promise<void>) {
    const written = heldUp<void>();
    const packager: typeof pretendPackager = {
      package: async (request, listener) => {
        listener.executable?.(packagedFrom(request).executable);
        await written.begin();
        return pretendPackager.package(request, listener);
      },
    };
    const engine = new PretendEngine();
    const prepared: unknown[] = [];
    engine.prepare = (target) => {
      prepared.push(target.active);
      return prepare();
    };
    await using harness = openControlPlane(temporaryFolder(), { engine, packager });
    const { plane, ownerId } = harness;
    const deployment = await begin(plane, { ownerId, functionId: createFunction(plane, ownerId, {}).id });
    await written.begun;
    const early = [...prepared];
    const { status: before } = getDeployment(plane, deployment);
    engine.prepare = async (target) => void prepared.push(target.active);
    written.end();
    const { status } = await outcome(plane, deployment.deploymentId);
    return { early, before, status, prepared };
  }

  test('is loaded meanwhile', async () => {
    const { early, before, status, prepared } = await deployWithHeadStart(async () => {});
    expect([before, status]).toEqual(['PACKAGING', 'READY']);
    expect(early).toHaveLength(1);
    expect(prepared, 'the very same again, when it is its turn').toEqual([early[0], early[0]]);
  });

  test('may fail to load then', async () => {
    const lost = () => Promise.reject(new AtelierError('worker-lost', 'The worker died.'));
    expect((await deployWithHeadStart(lost)).status).toBe('READY');
  });
});

describe('what was packaged before and is found damaged when it is loaded', () => {
  const damaged = () => Promise.reject(new AtelierError('object-damaged', 'The stored object is damaged.'));

  test('is packaged anew', async () => {
    const engine = new PretendEngine();
    let packaged = 0;
    const packager: typeof pretendPackager = {
      package: (request, listener) => {
        packaged += 1;
        return pretendPackager.package(request, listener);
      },
    };
    await using harness = openControlPlane(temporaryFolder(), { engine, packager });
    const { plane, ownerId } = harness;
    engine.prepare = () => (packaged === 1 ? damaged() : Promise.resolve());
    const deployment = await deploy(plane, { ownerId, functionId: createFunction(plane, ownerId, {}).id });
    expect(getDeployment(plane, deployment).status).toBe('READY');
    expect(listDeploymentSteps(plane, deployment).map(({ state }) => state)).not.toContain('failed');
    expect(packaged).toBe(2);
  });

  test('is an ERROR where that does not help', async () => {
    const engine = new PretendEngine();
    engine.prepare = damaged;
    await using harness = openControlPlane(temporaryFolder(), { engine });
    const { plane, ownerId } = harness;
    const deployment = await deploy(plane, { ownerId, functionId: createFunction(plane, ownerId, {}).id });
    expect(getDeployment(plane, deployment)).toMatchObject({ status: 'ERROR' });
  });
});

test('two hundred deployments at once all become READY, and the newest of each function serves', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId, engine } = harness;
  const functions = Array.from({ length: 10 }, () => ({
    ownerId,
    functionId: createFunction(plane, ownerId, {}).id,
  }));
  const uploaded = await Promise.all(
    Array.from({ length: 200 }, (_, index) => upload(plane, functions[index % 10]!, `source ${index}`)),
  );
  const ended = uploaded.toReversed().map((deployment) => {
    triggerDeployment(plane, deployment);
    return outcome(plane, deployment.deploymentId);
  });
  for (const { status } of await Promise.all(ended)) expect(status).toBe('READY');
  for (const address of functions) {
    expect(engine.activeDeploymentId(address.functionId)).toBe(listDeployments(plane, address)[0]?.id);
    expect(
      new Set(plane.store.releases.listOfFunction(address.functionId).map(({ number }) => number)).size,
    ).toBe(20);
  }
});

test('closing ends what is under way without a trace', async () => {
  const home = temporaryFolder();
  const harness = openControlPlane(home, { packager: { ...pretendPackager, package: never } });
  const address = {
    ownerId: harness.ownerId,
    functionId: createFunction(harness.plane, harness.ownerId, {}).id,
  };
  const deployment = await begin(harness.plane, address);
  await harness.plane.close();
  expect(getDeployment(harness.plane, deployment)).toMatchObject({ status: 'PACKAGING', errorReason: null });
  await harness[Symbol.asyncDispose]();
});
