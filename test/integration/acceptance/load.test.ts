import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { create } from '@clevercloud/client/esm/api/v4/function.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CloudFunction } from '../../../src-main/contract/function.ts';
import { deploySource, type SourceFile } from '../../../src-main/remote/deploy-source.ts';
import { assemble } from '../../support/assemble.ts';
import { fixtureText } from '../../support/fixtures.ts';
import { inParallel } from '../../support/in-parallel.ts';
import { type PlatformProcess, startPlatformProcess } from '../../support/platform.ts';

const deployments = 200;
const invocations = 10_000;
const connections = 64;

let platform: PlatformProcess;
let agent: Agent;

beforeAll(async () => {
  platform = await startPlatformProcess();
  agent = new Agent({ keepAlive: true, maxSockets: connections });
});

afterAll(async () => {
  agent.destroy();
  await platform.stop();
  platform.home.remove();
});

/** A program that no other function has: every tenth is a script, which a compiler has to see. */
function program(index: number): SourceFile {
  if (index % 10 === 0) {
    const bytes = new TextEncoder().encode(
      `function trigger_http(request) { return { status: 200, body: "${greeting(index)}" + request.body }; }`,
    );
    return { name: `${index}.js`, bytes, platform: 'JAVA_SCRIPT', isWasm: false };
  }
  const bytes = assemble(fixtureText('echo.wat').replace('"echo: "', `"${greeting(index)}"`));
  return { name: `${index}.wasm`, bytes, platform: 'RUST', isWasm: true };
}

/** As long as the one of echo.wat. */
function greeting(index: number): string {
  return `#${String(index).padStart(3, '0')}: `;
}

function post(url: string, body: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode, body: answer }), reject);
    })
      .on('error', reject)
      .end(body);
  });
}

it(`takes ${deployments} deployments at once, and then ${invocations} invocations without a wrong answer`, async () => {
  const client = platform.client();
  const { ownerId } = platform.ready;
  const outcomes = await inParallel(deployments, deployments, async (index) => {
    const body = { name: `load ${index}`, environment: {}, maxInstances: 2 };
    const { id: functionId } = await client.send<CloudFunction>(create({ ownerId }, body));
    return deploySource(client, { ownerId, functionId }, program(index), () => undefined);
  });
  expect(outcomes.filter(({ status }) => status !== 'READY')).toEqual([]);

  const answers = await inParallel(invocations, connections, async (call) => {
    const index = (call * 7) % deployments;
    const trigger = index % 10 === 0 ? '?trigger=http' : '';
    const answer = await post(`${outcomes[index]!.url}${trigger}`, `call ${call}`);
    const right = answer.status === 200 && answer.body === `${greeting(index)}call ${call}`;
    return right ? null : { call, index, ...answer };
  });
  expect(answers.filter((wrong) => wrong !== null)).toEqual([]);
});
