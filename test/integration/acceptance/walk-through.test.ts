import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deployment } from '../../../src-main/contract/deployment.ts';
import type { CloudFunction } from '../../../src-main/contract/function.ts';
import { httpGet } from '../../../src-main/headless/http-get.ts';
import type { CommandResult } from '../../support/command.ts';
import { fixturePath, fixtureWasm, writeInto } from '../../support/fixtures.ts';
import { type PlatformProcess, startPlatformProcess } from '../../support/platform.ts';

const debugKeys = ['stdout', 'stderr', 'dmesg', 'trigger', 'responseBody', 'currentPages', 'size'];

let platform: PlatformProcess;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atelier-sources-'));
  platform = await startPlatformProcess();
});

afterAll(async () => {
  await platform.stop();
  platform.home.remove();
  rmSync(folder, { recursive: true });
});

/** The output of a command that has to work. */
async function clever(...words: string[]): Promise<CommandResult> {
  const result = await platform.clever(...words);
  expect(result, result.stderr).toMatchObject({ code: 0 });
  return result;
}

async function cleverJson<Answer>(...words: string[]): Promise<Answer> {
  return JSON.parse((await clever(...words, '--format', 'json')).stdout) as Answer;
}

async function createFunction(): Promise<string> {
  return (await cleverJson<CloudFunction>('functions', 'create')).id;
}

describe('the walk-through of the reference', () => {
  it('deploys the User-Agent sample and calls it', async () => {
    const { stdout } = await clever('functions', 'create', '--name', 'hello');
    const id = /function_[0-9a-f-]+/.exec(stdout)![0];
    const deployed = await clever('functions', 'deploy', fixturePath('user-agent.js'), id);
    const url = `${platform.ready.gatewayUrl}/${id}`;
    expect(deployed.stdout).toBe(`curl ${url}\ncurl '${url}?trigger=http'\n`);

    const answer = await httpGet(`${url}?trigger=http`, { 'User-Agent': 'me' });
    expect(answer).toMatchObject({ status: 200, statusText: 'OK', body: 'User-Agent: me' });
    expect(answer.headers).toContainEqual(['X-Powered-By', 'CleverCloud']);

    const debug = JSON.parse((await httpGet(`${url}?trigger=http&debug`, { 'User-Agent': 'me' })).body);
    expect(Object.keys(debug)).toEqual(debugKeys);
    expect(debug).toMatchObject({ trigger: 'Http', responseBody: 'User-Agent: me' });
  });

  it('runs a command on stdin and stdout, and shows what it asked of its host', async () => {
    const id = await createFunction();
    const file = writeInto(folder, 'echo.wasm', fixtureWasm('echo'));
    await clever('functions', 'deploy', file, 'rust', id);
    const url = `${platform.ready.gatewayUrl}/${id}`;
    const answer = await fetch(url, { method: 'POST', body: 'hello\0world' });
    expect(await answer.text()).toBe('echo: hello\0world');

    const debug = (await (await fetch(`${url}?debug`, { method: 'POST', body: 'x' })).json()) as {
      dmesg: string;
    };
    expect(Object.keys(debug)).toEqual(debugKeys);
    expect(debug).toMatchObject({
      stdout: 'echo: x',
      stderr: '',
      trigger: 'Std',
      responseBody: '',
      currentPages: 2,
    });
    expect(debug.dmesg).toMatch(
      /^Start time: [\d.]+(µs|ms|s)\n\nWASI_FD_WRITE\(vmctx=[0-9a-f]+, 01, .*\)\n\tnwritten: 6\n/,
    );
    expect(debug.dmesg).toMatch(/\nHalt reason: host_halt\n.*\nRun time: .*\nTotal time: .*\n$/s);
  });

  it('gives a function its variables and nothing of ours', async () => {
    const id = await createFunction();
    const file = writeInto(folder, 'environment.wasm', fixtureWasm('print-environment'));
    await clever('functions', 'deploy', id, file);
    await clever('functions', 'set-env', 'FOO=BAR,HELLO=WORLD', id);
    await clever('functions', 'set-env', id, 'FOO=a=b\\,c');
    const answer = await fetch(`${platform.ready.gatewayUrl}/${id}`);
    expect((await answer.text()).split('\0').filter(Boolean).toSorted()).toEqual([
      'FOO=a=b,c',
      'HELLO=WORLD',
    ]);
  });

  it('compiles AssemblyScript', async () => {
    const id = await createFunction();
    const file = writeInto(folder, 'hello.ts', 'console.log("Hello AssemblyScript!");\n');
    await clever('functions', 'deploy', file, id);
    const answer = await fetch(`${platform.ready.gatewayUrl}/${id}`);
    expect(await answer.text()).toBe('Hello AssemblyScript!\n');
  });

  it('manages deployments and functions in every spelling and order', async () => {
    const id = await createFunction();
    const file = writeInto(folder, 'one.js', 'console.log(1)');
    const first = await cleverJson<Deployment>('functions', 'deploy', file, id);
    const second = await cleverJson<Deployment>('functions', 'deploy', id, file);
    for (const spelling of [['deploy', 'list'], ['list-deployments'], ['deployments']])
      expect(await cleverJson<Deployment[]>('functions', ...spelling, id)).toMatchObject([
        { id: second.id, status: 'READY' },
        { id: first.id },
      ]);

    await clever('functions', 'deploy', 'delete', id, first.id);
    await clever('functions', 'deploy', 'delete', second.id, id);
    expect(await cleverJson('functions', 'deploy', 'list', id)).toEqual([]);
    expect((await fetch(`${platform.ready.gatewayUrl}/${id}`)).status).toBe(503);

    await clever('functions', 'delete', id);
    expect((await fetch(`${platform.ready.gatewayUrl}/${id}`)).status).toBe(404);
    expect(await cleverJson<CloudFunction[]>('functions')).not.toContainEqual(
      expect.objectContaining({ id }),
    );
  });

  it("fails with the compiler's own message at the place in the file, and exit code 1", async () => {
    const id = await createFunction();
    const file = writeInto(folder, 'broken.js', 'function trigger_http( {\n');
    const { code, stdout, stderr } = await platform.clever('functions', 'deploy', file, id);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/deployment_.* failed:\n\S+broken\.js:\d+:\d+: SyntaxError: /);
  });
});
