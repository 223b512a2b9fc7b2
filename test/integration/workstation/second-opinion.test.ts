import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Platform } from '../../../src-main/contract/platform-code.ts';
import { otherEngines } from '../../../src-main/contract/second-opinion.ts';
import { startWorkstation, type Workstation } from '../../../src-main/headless/workstation.ts';
import { assemble } from '../../support/assemble.ts';
import { fixtureWasm } from '../../support/fixtures.ts';
import { importing } from '../../support/guest.ts';
import { writing } from '../../support/programs.ts';
import { connectRpc, type RpcClient, untilFound } from '../../support/rpc-client.ts';

let workstation: Workstation;
let rpc: RpcClient;

beforeAll(async () => {
  const home = mkdtempSync(join(tmpdir(), 'atelier-opinion-'));
  workstation = await startWorkstation({ home, apiPort: 0, gatewayPort: 0, uiPort: 0, workers: 1 });
  const { uiUrl, token } = workstation.readyFile;
  const connection = await connectRpc({ uiUrl, token });
  rpc = connection.rpc;
  return async () => {
    connection.close();
    await workstation.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  };
});

/** Deploys, and gives the function with what calls it: that gives the id of the invocation. */
async function serve(bytes: Uint8Array<ArrayBuffer> | string, platform: Platform = 'RUST', environment = {}) {
  const { id: functionId } = await rpc.functions.create({ name: 'guest', environment });
  const { id } = await rpc.deployments.deploy({ functionId, platform, bytes: new Blob([bytes]) });
  const { url } = await untilFound(rpc, async () => {
    const deployment = await rpc.deployments.get({ deploymentId: id });
    return deployment.status === 'READY' ? deployment : undefined;
  });
  const call = async (query = '', body?: string) => {
    const answer = await fetch(`${url}${query}`, body === undefined ? {} : { method: 'POST', body });
    await answer.arrayBuffer();
    return answer.headers.get('atelier-invocation-id')!;
  };
  return { functionId, call };
}

/** Reads the environment and up to 64 bytes of stdin, and writes both to stdout. */
const mirror = assemble(`(module ${importing('environ_sizes_get', 'environ_get', 'fd_read', 'fd_write')}
  (memory (export "memory") 1)
  (func $say (param $at i32) (param $size i32)
    (i32.store (i32.const 0) (local.get $at)) (i32.store (i32.const 4) (local.get $size))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func (export "_start")
    (drop (call $environ_sizes_get (i32.const 16) (i32.const 20)))
    (drop (call $environ_get (i32.const 32) (i32.const 1024)))
    (call $say (i32.const 1024) (i32.load (i32.const 20)))
    (i32.store (i32.const 0) (i32.const 2048)) (i32.store (i32.const 4) (i32.const 64))
    (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
    (call $say (i32.const 2048) (i32.load (i32.const 8)))))`);

it.each(otherEngines)('runs an invocation again under %s, with what it was given then', async (engine) => {
  const { functionId, call } = await serve(mirror, 'RUST', { COLOUR: 'red' });
  const invocationId = await call('', 'and some words');
  await rpc.functions.update({ functionId, settings: { name: 'guest', environment: { COLOUR: 'blue' } } });
  const opinion = await rpc.invocations.secondOpinion({ invocationId, engine });
  expect(opinion).toMatchObject({
    engine,
    differences: [],
    trace: { stdout: 'COLOUR=red\0and some words', halt: { message: 'exit code 0' } },
  });
  const { calls } = await rpc.invocations.trace({ invocationId });
  const described = (all: typeof calls) => all.map(({ explanation, results }) => ({ explanation, results }));
  expect(described(opinion.trace.calls)).toEqual(described(calls));
});

it.each(otherEngines)('hands the request of an HTTP trigger over under %s as well', async (engine) => {
  const answer = '{"status":201,"headers":{},"body":"made"}';
  const { call } = await serve(assemble(writing(answer, 4)));
  const invocationId = await call('?trigger=http', 'body');
  const { differences, trace } = await rpc.invocations.secondOpinion({ invocationId, engine });
  expect({ differences, halt: trace.halt.kind }).toEqual({ differences: [], halt: 'exit' });
});

it('says what came out differently', async () => {
  // The two see different clocks: the time that has passed since 1970, in nanoseconds, is never the same twice.
  const clock = assemble(`(module ${importing('clock_time_get', 'fd_write')} (memory (export "memory") 1)
    (func (export "_start")
      (drop (call $clock_time_get (i32.const 0) (i64.const 1) (i32.const 16)))
      (i32.store (i32.const 0) (i32.const 16)) (i32.store (i32.const 4) (i32.const 8))
      (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`);
  const { call } = await serve(clock);
  const { differences } = await rpc.invocations.secondOpinion({ invocationId: await call(), engine: 'node' });
  expect(differences).toMatchObject([{ what: 'stdout' }]);
});

it('agrees about a trap', async () => {
  const { call } = await serve(fixtureWasm('trap'));
  const opinion = await rpc.invocations.secondOpinion({ invocationId: await call(), engine: 'node' });
  expect(opinion).toMatchObject({ differences: [], trace: { halt: { kind: 'trap' } } });
});

it('says why there can be none', async () => {
  const script = await serve('console.log("hello")', 'JAVA_SCRIPT');
  const command = await serve(mirror);
  const ask = async (invocationId: string) => rpc.invocations.secondOpinion({ invocationId, engine: 'node' });
  const ofScript = await script.call();
  await expect(ask(ofScript)).rejects.toMatchObject({ code: 'conflict' });
  const { repeatObstacle } = await rpc.invocations.trace({ invocationId: ofScript });
  expect(repeatObstacle).toContain('JavaScript');
  await expect(ask(await command.call('', 'x'.repeat(70_000)))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('64 KiB'),
  });
  await expect(ask('invocation_0')).rejects.toMatchObject({ code: 'not-found' });
});
