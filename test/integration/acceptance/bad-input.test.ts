import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from '@clevercloud/client/esm/api/v4/function.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudFunction } from '../../../src-main/contract/function.ts';
import { fixtureWasm, writeInto } from '../../support/fixtures.ts';
import { type PlatformProcess, startPlatformProcess } from '../../support/platform.ts';

/** What somebody does wrong gets its own right answer, and the next one is served as if nothing had happened. */
let platform: PlatformProcess;
let folder: string;
let wellBehaved: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atelier-sources-'));
  // Two, so that the loop of one test does not keep the others waiting until its deadline.
  platform = await startPlatformProcess(undefined, ['--workers', '2']);
  wellBehaved = await deployed('echo');
});

afterAll(async () => {
  await platform.stop();
  platform.home.remove();
  rmSync(folder, { recursive: true });
});

async function createFunction(): Promise<string> {
  const { ownerId } = platform.ready;
  return (await platform.client().send<CloudFunction>(create({ ownerId }, { environment: {} }))).id;
}

/** Deploys a fixture and gives the URL to call it at. */
async function deployed(fixture: string): Promise<string> {
  const id = await createFunction();
  const file = writeInto(folder, `${fixture}.wasm`, fixtureWasm(fixture));
  const { code, stderr } = await platform.clever('functions', 'deploy', file, id);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return `${platform.ready.gatewayUrl}/${id}`;
}

async function expectTheNextToBeFine(): Promise<void> {
  const answer = await fetch(wellBehaved, { method: 'POST', body: 'still here' });
  expect({ status: answer.status, body: await answer.text() }).toEqual({
    status: 200,
    body: 'echo: still here',
  });
}

function callApi(path: string, init: RequestInit = {}, token = platform.ready.token): Promise<Response> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  return fetch(`${platform.ready.apiUrl}${path}`, { ...init, headers });
}

describe.concurrent('a function that', () => {
  it.each([
    ['never ends', 'infinite-loop', 504, /did not end within/],
    ['takes all memory', 'memory-hog', 502, /memory|maxMemory/i],
    ['traps', 'trap', 502, /unreachable/],
    ['writes a gigabyte', 'gigabyte-of-output', 502, /output|stdout|wrote/i],
  ])('%s', async (_, fixture, status, message) => {
    const url = await deployed(fixture);
    const answer = await fetch(url);
    const body = await answer.json();
    expect({ status: answer.status, body }).toMatchObject({
      status,
      body: { error: expect.stringMatching(message), invocationId: expect.any(String) },
    });
    await expectTheNextToBeFine();
  });
});

describe.concurrent('a module that', () => {
  it.each([
    ['was cut off', () => fixtureWasm('echo').slice(0, 150), /truncated|ends|unexpected end|cut/i],
    ['imports what there is not', () => fixtureWasm('unknown-import'), /env.*launch_rockets/],
    ['is no module at all', () => new TextEncoder().encode('\0asm and then something else'), /version/],
  ])('%s', async (_, bytes, message) => {
    const id = await createFunction();
    const file = writeInto(folder, `${id}.wasm`, bytes());
    const { code, stderr } = await platform.clever('functions', 'deploy', file, id);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(message) });
    expect((await fetch(`${platform.ready.gatewayUrl}/${id}`)).status).toBe(503);
    await expectTheNextToBeFine();
  });
});

describe.concurrent('a request that', () => {
  it('has a body of 100 MB', async () => {
    const answer = await fetch(wellBehaved, { method: 'POST', body: new Uint8Array(100_000_000) });
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 413,
      body: { error: expect.any(String) },
    });
    await expectTheNextToBeFine();
  });

  it.each(['{"environment":', 'not JSON', '[]', '7'])('has the body %s', async (body) => {
    const path = `/v4/functions/organisations/${platform.ready.ownerId}/functions`;
    const answer = await callApi(path, { method: 'POST', body });
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 400,
      body: { id: expect.anything(), message: expect.any(String) },
    });
    expect((await callApi(path)).status).toBe(200);
  });

  it('has a wrong token', async () => {
    for (const token of ['', 'wrong', `${platform.ready.token}x`])
      expect((await callApi('/v2/self', {}, token)).status).toBe(401);
    expect((await callApi('/v2/self')).status).toBe(200);
  });

  it("asks for somebody else's organisation", async () => {
    const other = 'orga_11111111-2222-3333-4444-555555555555';
    expect((await callApi(`/v4/functions/organisations/${other}/functions`)).status).toBe(403);
    const { code, stderr } = await platform.clever('functions', '--org', other);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(other) });
    expect((await platform.clever('functions')).code).toBe(0);
  });
});
