import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { create, getDeployment, listDeployments } from '@clevercloud/client/esm/api/v4/function.js';
import { expect, it } from 'vitest';
import type { Deployment, DeploymentStatus } from '../../../src-main/contract/deployment.ts';
import type { CloudFunction } from '../../../src-main/contract/function.ts';
import {
  deploySource,
  type FunctionAddress,
  type SourceFile,
} from '../../../src-main/remote/deploy-source.ts';
import {
  createTestHome,
  filesUnder,
  type PlatformProcess,
  startPlatformProcess,
} from '../../support/platform.ts';

const cuts = 20;

/** A script that no other function has, so that each is really compiled. */
function script(index: number): SourceFile {
  const bytes = new TextEncoder().encode(
    `function trigger_http() { return { status: 200, body: "${index}" }; }`,
  );
  return { name: 'script.js', bytes, platform: 'JAVA_SCRIPT', isWasm: false };
}

async function createFunction(platform: PlatformProcess): Promise<FunctionAddress> {
  const { ownerId } = platform.ready;
  const created = await platform.client().send<CloudFunction>(create({ ownerId }, { environment: {} }));
  return { ownerId, functionId: created.id };
}

/**
 * Deploys, and cuts the power after `moment` milliseconds unless that was done by then. Gives the status that was last
 * seen, null where it was not even created: an answer may still have been on its way when the power was cut.
 */
async function deployUntilCut(
  platform: PlatformProcess,
  address: FunctionAddress,
  source: SourceFile,
  moment: number,
): Promise<{ seen: DeploymentStatus | null; isCut: boolean }> {
  let seen: DeploymentStatus | null = null;
  const spared = new AbortController();
  const deployment = deploySource(platform.client(), address, source, (status) => {
    seen = status;
    if (status === 'READY') spared.abort();
  });
  // It goes on looking for a platform that is gone, which nobody here waits for.
  deployment.catch(() => undefined);
  const isSpared = await wait(moment, false, { signal: spared.signal }).catch(() => true);
  if (!isSpared) await platform.kill();
  return { seen, isCut: !isSpared };
}

/** The deployment of a function, once nothing goes on in it any more; null where the cut came before it existed. */
async function settledDeployment(
  platform: PlatformProcess,
  address: FunctionAddress,
): Promise<Deployment | null> {
  const client = platform.client();
  const [deployment] = await client.send<Deployment[]>(listDeployments(address));
  if (deployment === undefined) return null;
  for (;;) {
    const now = await client.send<Deployment>(getDeployment({ ...address, deploymentId: deployment.id }));
    if (now.status !== 'PACKAGING' && now.status !== 'DEPLOYING') return now;
    await wait(20);
  }
}

async function expectAnswer(
  platform: PlatformProcess,
  address: FunctionAddress,
  index: number,
): Promise<void> {
  const answer = await fetch(`${platform.ready.gatewayUrl}/${address.functionId}?trigger=http`);
  expect({ status: answer.status, body: await answer.text() }).toEqual({ status: 200, body: String(index) });
}

/** What became of a deployment that a cut interrupted: its end, or nothing that was asked for yet; then made again. */
async function expectHonestEnd(
  platform: PlatformProcess,
  address: FunctionAddress,
  source: SourceFile,
  seen: DeploymentStatus | null,
): Promise<void> {
  const deployment = await settledDeployment(platform, address);
  if (seen !== null) expect(deployment, 'a deployment that the platform had told of').not.toBeNull();
  if (seen === 'PACKAGING' || seen === 'DEPLOYING') expect(deployment?.status).toMatch(/^(READY|ERROR)$/);
  if (seen === 'READY') expect(deployment?.status).toBe('READY');
  if (deployment?.status === 'ERROR') expect(deployment.errorReason).toBeTruthy();
  if (deployment?.status === 'READY') return;
  const again = await deploySource(platform.client(), address, source, () => undefined);
  expect(again.status).toBe('READY');
}

it(`brings every deployment to its end after ${cuts} power cuts, with nothing lost and nothing left over`, async () => {
  const home = createTestHome();
  let platform = await startPlatformProcess(home);
  const served: FunctionAddress[] = [];
  // A fresh platform takes about as long; one that has deployed before is done sooner, and is then spared.
  let duration = 500;
  for (let cut = 0; cut < cuts; ) {
    const address = await createFunction(platform);
    const source = script(served.push(address));
    const startedAt = performance.now();
    const { seen, isCut } = await deployUntilCut(platform, address, source, Math.random() * duration);
    if (!isCut) {
      duration = Math.max(duration, performance.now() - startedAt);
      continue;
    }
    cut += 1;
    platform = await startPlatformProcess(home);
    await expectHonestEnd(platform, address, source, seen);
  }
  for (const [index, address] of served.entries()) await expectAnswer(platform, address, index + 1);
  // A job may live a moment longer than the platform that was cut: what it was writing then goes with the next start.
  await platform.stop();
  platform = await startPlatformProcess(home);
  expect(
    filesUnder(join(home.home, 'objects')).filter((file) => !/[/\\][0-9a-f]{2}[/\\][0-9a-f]{62}$/.test(file)),
  ).toEqual([]);
  await platform.stop();
  home.remove();
});
