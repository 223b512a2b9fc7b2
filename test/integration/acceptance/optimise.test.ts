import { setTimeout as wait } from 'node:timers/promises';
import { create } from '@clevercloud/client/esm/api/v4/function.js';
import { expect, it, onTestFinished } from 'vitest';
import type { BuildSettings } from '../../../src-main/contract/build-settings.ts';
import type { CloudFunction } from '../../../src-main/contract/function.ts';
import type { OptimisationOutcome, Release } from '../../../src-main/contract/release.ts';
import { deploySource, type FunctionAddress } from '../../../src-main/remote/deploy-source.ts';
import { fixtureWasm } from '../../support/fixtures.ts';
import { createTestHome, type PlatformProcess, startPlatformProcess } from '../../support/platform.ts';

const answer = 'The answer is 42\n';
const module = {
  name: 'unoptimised.wasm',
  bytes: fixtureWasm('unoptimised'),
  platform: 'RUST',
  isWasm: true,
} as const;

/** A platform over a home, a new one unless said. A test that failed leaves neither behind. */
async function startPlatform(home = createTestHome()) {
  const platform = await startPlatformProcess(home);
  onTestFinished(async () => {
    await platform.kill().catch(() => {}); // it ended as it should
    home.remove();
  });
  return platform;
}

async function createFunction(platform: PlatformProcess): Promise<FunctionAddress> {
  const { ownerId } = platform.ready;
  const created = await platform.client().send<CloudFunction>(create({ ownerId }, { maxInstances: 4 }));
  return { ownerId, functionId: created.id };
}

/** A call of our own beside those of the vendor's client. */
async function extension<Answer>(
  { ready }: PlatformProcess,
  { ownerId, functionId }: FunctionAddress,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const url = `${ready.apiUrl}/v4/functions/organisations/${ownerId}/functions/${functionId}/${path}`;
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'PUT',
    headers: { Authorization: `Bearer ${ready.token}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

/** What came of optimising the newest release, once that is known. */
async function optimised(platform: PlatformProcess, address: FunctionAddress): Promise<OptimisationOutcome> {
  for (;;) {
    const [release] = await extension<Release[]>(platform, address, 'releases');
    if (release?.facts?.optimisation) return release.facts.optimisation;
    await wait(20);
  }
}

function call({ ready }: PlatformProcess, { functionId }: FunctionAddress, body = '', query = '') {
  return fetch(`${ready.gatewayUrl}/${functionId}${query}`, { method: 'POST', body });
}

it('is READY with the compiler’s output, and swaps the optimised one in without dropping a request', async () => {
  const platform = await startPlatform();
  const address = await createFunction(platform);
  const deployment = await deploySource(platform.client(), address, module, () => {});
  expect(deployment.status).toBe('READY');
  const [unoptimised] = await extension<Release[]>(platform, address, 'releases');
  expect(unoptimised!.facts).toMatchObject({ compilerOptimised: false, flags: [] });

  const done = optimised(platform, address);
  let swapped = false;
  void done.then(() => {
    swapped = true;
  });
  const answers = new Set<string>();
  const hammer = async () => {
    for (let left = 20; left > 0; left -= swapped ? 1 : 0) {
      const response = await call(platform, address);
      answers.add(`${response.status} ${await response.text()}`);
    }
  };
  await Promise.all([hammer(), hammer(), hammer()]);
  expect([...answers]).toEqual([`200 ${answer}`]);
  expect(await done).toMatchObject({ level: 'O2', outcome: 'optimised', reason: null });
  await platform.stop();
});

it('names functions in the stack of a trap after their names were stripped, and after settings change', async () => {
  const platform = await startPlatform();
  const address = await createFunction(platform);
  const settings: BuildSettings = { optimisation: 'O0', strip: 'symbols' };
  expect(await extension(platform, address, 'build', settings)).toEqual(settings);
  await deploySource(platform.client(), address, module, () => {});
  const trap = async () => {
    const { dmesg } = (await (await call(platform, address, 'x', '?debug')).json()) as { dmesg: string };
    return dmesg;
  };
  expect(await trap()).toContain('descend');
  await extension(platform, address, 'build', { ...settings, optimisation: 'Oz' });
  expect(await optimised(platform, address)).toMatchObject({ level: 'Oz', outcome: 'optimised' });
  expect(await trap()).toContain('descend');
  expect(await (await call(platform, address)).text()).toBe(answer);
  await platform.stop();
});

it('goes on after a power cut in the middle of it', async () => {
  const before = await startPlatform();
  const address = await createFunction(before);
  await deploySource(before.client(), address, module, () => {});
  await before.kill();
  const platform = await startPlatform(before.home);
  expect(await (await call(platform, address)).text()).toBe(answer);
  expect(await optimised(platform, address)).toMatchObject({ outcome: 'optimised' });
  expect(await (await call(platform, address)).text()).toBe(answer);
  await platform.stop();
});
