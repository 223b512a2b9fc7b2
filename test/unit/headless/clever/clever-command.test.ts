import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deployment } from '../../../../src-main/contract/deployment.ts';
import { AtelierError } from '../../../../src-main/contract/errors.ts';
import type { CloudFunction } from '../../../../src-main/contract/function.ts';
import { createControlPlaneApp } from '../../../../src-main/control-plane/http/app.ts';
import { serveControlPlane } from '../../../../src-main/control-plane/http/listen.ts';
import { cleverCommand } from '../../../../src-main/headless/clever/clever-command.ts';
import { captureIo } from '../../../support/command-io.ts';
import {
  type ControlPlaneHarness,
  openControlPlane,
  pretendPackager,
} from '../../../support/control-plane.ts';

/** A packager that knows one mistake. */
const packager: typeof pretendPackager = {
  async package(request, listener, signal) {
    if (request.platform === 'RUST')
      throw new AtelierError('compile-failed', 'error[E0425]: cannot find `x`');
    return pretendPackager.package(request, listener, signal);
  },
};

let folder: string;
let harness: ControlPlaneHarness;
let server: Awaited<ReturnType<typeof serveControlPlane>>;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atelier-test-'));
  harness = openControlPlane(folder, { packager });
  server = await serveControlPlane({ app: createControlPlaneApp(harness.plane), port: 0 });
  const { token, secret } = harness.plane.credentials.oauth;
  environment = { API_HOST: server.url, CLEVER_TOKEN: token, CLEVER_SECRET: secret };
});

afterAll(async () => {
  await server.close();
  await harness[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

async function clever(...words: string[]) {
  const io = captureIo(environment);
  const code = await cleverCommand(words, io);
  return { code, ...io.written };
}

async function cleverJson<Answer>(...words: string[]): Promise<Answer> {
  const { stdout } = await clever(...words, '--format', 'json');
  return JSON.parse(stdout) as Answer;
}

function createFunction(...options: string[]): Promise<CloudFunction> {
  return cleverJson<CloudFunction>('functions', 'create', ...options);
}

function sourceFile(name: string, content = 'print(1)'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('clever functions create', () => {
  it('gives what the reference shows, as JSON', async () => {
    expect(await createFunction()).toMatchObject({
      id: expect.stringMatching(/^function_/),
      ownerId: harness.ownerId,
      environment: {},
      maxMemory: 67_108_864,
      maxInstances: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
  });

  it('takes name and limits, options anywhere', async () => {
    const created = await cleverJson<CloudFunction>(
      '--name=hello',
      'functions',
      '--max-instances',
      '3',
      'create',
      '--max-memory=1048576',
    );
    expect(created).toMatchObject({ name: 'hello', maxInstances: 3, maxMemory: 1_048_576 });
  });

  it('tells a person the id and what comes next', async () => {
    const { stdout } = await clever('functions', 'create', '--name', 'next');
    expect(stdout).toMatch(/Created (function_\S+) \(next\)\.\n.*clever functions deploy <source_file> \1\n/);
  });

  it.each([
    ['--max-instances', '0'],
    ['--max-instances', 'many'],
    ['--max-memory', '12'],
    ['--max-memory', '64MB'],
  ])('refuses %s %s', async (option, value) => {
    await expect(clever('functions', 'create', option, value)).rejects.toThrow(
      new RegExp(`${option} takes a whole number.*"${value}"`),
    );
  });
});

describe('clever functions', () => {
  it.each([[['functions']], [['functions', 'list']]])('lists with %j', async (words) => {
    const { id } = await createFunction('--name', 'listed');
    expect(await cleverJson<CloudFunction[]>(...words)).toContainEqual(expect.objectContaining({ id }));
    expect((await clever(...words)).stdout).toMatch(new RegExp(`^ID .*\n(.*\n)*${id}  listed  `));
  });

  it('shows one function', async () => {
    const { id } = await createFunction('--name', 'shown');
    expect(await cleverJson('functions', 'get', id)).toMatchObject({ id, name: 'shown' });
    expect((await clever('functions', 'get', id)).stdout).toMatch(/shown\n.*64 MiB/s);
  });

  it('deletes a function', async () => {
    const { id } = await createFunction();
    expect((await clever('functions', 'delete', id)).code).toBe(0);
    await expect(clever('functions', 'get', id)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('clever functions set-env', () => {
  it('sets what it names and keeps the rest, in both orders', async () => {
    const { id } = await createFunction('--name', 'kept', '--max-instances', '2');
    await clever('functions', 'set-env', 'FOO=BAR,HELLO=WORLD', id);
    const updated = await cleverJson('functions', 'set-env', id, 'FOO=a\\,b,NEW=x=y');
    expect(updated).toMatchObject({
      name: 'kept',
      maxInstances: 2,
      environment: { FOO: 'a,b', HELLO: 'WORLD', NEW: 'x=y' },
    });
  });

  it('says which variables it set, and never their values', async () => {
    const { id } = await createFunction();
    const { stdout, stderr } = await clever('functions', 'set-env', 'PASSWORD=hunter2,FOO=BAR', id);
    expect(stdout).toContain('PASSWORD, FOO');
    expect(stdout + stderr).not.toContain('hunter2');
  });
});

describe('clever functions deploy', () => {
  const wasm = '\0asm\u0001\0\0\0';

  it.each([
    ['a source file and a function', (id: string) => [sourceFile('a.js'), id], 'JAVA_SCRIPT'],
    ['the other order', (id: string) => [id, sourceFile('a.ts')], 'ASSEMBLY_SCRIPT'],
    ['a platform code', (id: string) => [sourceFile('a.wasm', wasm), 'tinygo', id], 'TINY_GO'],
    ['a platform code, id first', (id: string) => [id, sourceFile('a.wasm', wasm), 'js'], 'JAVA_SCRIPT'],
  ])('takes %s', async (_, words, platform) => {
    const { id } = await createFunction();
    const deployment = await cleverJson<Deployment>('functions', 'deploy', ...words(id));
    expect(deployment).toMatchObject({ functionId: id, platform, status: 'READY' });
  });

  it('shows progress on stderr and how to call it on stdout', async () => {
    const { id } = await createFunction();
    const { stdout, stderr } = await clever('functions', 'deploy', sourceFile('b.js'), id);
    expect(stdout).toBe(`curl http://127.0.0.1:8787/${id}\n`);
    expect(stderr).toMatch(/^Uploading\n(.*\n)*Ready after [\d.]+ s\n$/);
  });

  it('adds the line that reaches an HTTP trigger', async () => {
    const { id } = await createFunction();
    const source = sourceFile('c.js', 'function trigger_http() {}');
    const { stdout } = await clever('functions', 'deploy', source, id);
    expect(stdout).toContain(`\ncurl 'http://127.0.0.1:8787/${id}?trigger=http'\n`);
  });

  it("fails with the compiler's own words, and JSON alone on stdout", async () => {
    const { id } = await createFunction();
    const io = captureIo(environment);
    const deployment = cleverCommand(['functions', 'deploy', sourceFile('a.rs'), id, '-F', 'json'], io);
    await expect(deployment).rejects.toThrow(/error\[E0425\]: cannot find `x`/);
    expect(JSON.parse(io.written.stdout)).toMatchObject({ status: 'ERROR' });
  });

  it.each([['deploy', 'list'], ['list-deployments'], ['deployments']])(
    'lists with %s %s',
    async (...words) => {
      const { id } = await createFunction();
      expect((await clever('functions', ...words, id)).stdout).toContain('No deployment yet');
      const deployment = await cleverJson<Deployment>('functions', 'deploy', sourceFile('d.js'), id);
      expect(await cleverJson<Deployment[]>('functions', ...words, id)).toMatchObject([
        { id: deployment.id },
      ]);
      expect((await clever('functions', ...words, id)).stdout).toMatch(
        new RegExp(`${deployment.id}  JAVA_SCRIPT  READY`),
      );
    },
  );

  it('deletes a deployment and keeps the function, in both orders', async () => {
    const { id } = await createFunction();
    const first = await cleverJson<Deployment>('functions', 'deploy', sourceFile('e.js', '1'), id);
    const second = await cleverJson<Deployment>('functions', 'deploy', sourceFile('f.js', '2'), id);
    await clever('functions', 'deploy', 'delete', id, first.id);
    await clever('functions', 'deploy', 'delete', second.id, id);
    expect(await cleverJson('functions', 'deployments', id)).toEqual([]);
    expect(await cleverJson('functions', 'get', id)).toMatchObject({ id });
  });
});

describe('--org', () => {
  it('takes the id and the name', async () => {
    const { name, id } = harness.plane.account.organisation;
    await createFunction();
    expect(await cleverJson('functions', '--org', id)).not.toEqual([]);
    expect(await cleverJson('functions', '--org', name.toUpperCase())).not.toEqual([]);
  });

  it("does not open somebody else's organisation", async () => {
    await expect(
      clever('functions', '--org', 'orga_00000000-0000-0000-0000-000000000000'),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('a command line that can not be understood', () => {
  it.each([
    [['functions', 'frob'], /There is no "clever functions frob"/],
    [['frob'], /"frob" is not part/],
    [['functions', 'create', 'extra'], /Usage: clever functions create/],
    [['functions', 'delete'], /Usage: clever functions delete <function_id> \(got nothing\)/],
    [['functions', 'list', '--frob'], /--frob/],
    [['functions', 'list', '--name', 'x'], /--name is no option/],
    [['functions', '--format', 'xml'], /json or human/],
  ])('%j', async (words, message) => {
    await expect(clever(...words)).rejects.toThrow(message);
  });

  it('wrong credentials', async () => {
    const io = captureIo({ ...environment, CLEVER_SECRET: 'wrong' });
    await expect(cleverCommand(['functions'], io)).rejects.toThrow(/check CLEVER_TOKEN and CLEVER_SECRET/);
  });
});

describe('clever', () => {
  it.each([[['--help']], [['functions', '--help']], [['help']]])(
    'shows its commands for %j',
    async (words) => {
      const { code, stdout } = await clever(...words);
      expect(code).toBe(0);
      expect(stdout).toContain('clever functions deploy <source_file> [<platform_code>] <function_id>');
    },
  );

  it('has functions enabled, as the documentation begins with', async () => {
    expect(await clever('features', 'enable', 'functions')).toMatchObject({ code: 0, stderr: '' });
    await expect(clever('features', 'enable', 'others')).rejects.toThrow('clever functions');
  });

  it('tells its version', async () => {
    expect((await clever('version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
