import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { create, getDeployment, listDeployments } from '@clevercloud/client/esm/api/v4/function.js';
import { expect, it } from 'vitest';
import type { Deployment } from '../../../src-main/contract/deployment.ts';
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

/** Deploys until the power is cut after `moment` milliseconds; tells whether packaging had been asked for by then. */
async function deployUntilCut(
  platform: PlatformProcess,
  address: FunctionAddress,
  source: SourceFile,
  moment: number,
): Promise<{ readonly triggered: boolean }> {
  let triggered = false;
  const deployment = deploySource(platform.client(), address, source, (status) => {
    triggered ||= status !== 'WAITING_FOR_UPLOAD';
  });
  const [, outcome] = await Promise.all([
    wait(moment).then(() => platform.kill()),
    deployment.catch(() => undefined),
  ]);
  return { triggered: triggered || outcome !== undefined };
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

it(`brings every deployment to its end after ${cuts} power cuts, with nothing lost and nothing left over`, async () => {
  const home = createTestHome();
  let platform = await startPlatformProcess(home);
  const warmUp = await createFunction(platform);
  const startedAt = performance.now();
  await deploySource(platform.client(), warmUp, script(0), () => undefined);
  const duration = performance.now() - startedAt;

  const served = [{ address: warmUp, index: 0 }];
  for (let index = 1; index <= cuts; index++) {
    const address = await createFunction(platform);
    const moment = Math.random() * duration;
    const { triggered } = await deployUntilCut(platform, address, script(index), moment);
    platform = await startPlatformProcess(home);
    const deployment = await settledDeployment(platform, address);
    const at = `power cut ${index}, ${moment.toFixed(1)} ms into a deployment of ${duration.toFixed(0)} ms`;
    if (triggered) expect(deployment?.status, at).toMatch(/^(READY|ERROR)$/);
    if (deployment?.status === 'ERROR') expect(deployment.errorReason, at).toBeTruthy();
    // Whatever the cut left, the same deployment can be made again.
    if (deployment?.status !== 'READY') {
      const again = await deploySource(platform.client(), address, script(index), () => undefined);
      expect(again.status, at).toBe('READY');
    }
    served.push({ address, index });
  }
  for (const { address, index } of served) await expectAnswer(platform, address, index);
  expect(
    filesUnder(join(home.home, 'objects')).filter((file) => !/[/\\][0-9a-f]{2}[/\\][0-9a-f]{62}$/.test(file)),
  ).toEqual([]);
  await platform.stop();
  home.remove();
});
