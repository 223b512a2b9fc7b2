import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { cancelledReason, type Deployment } from '../../../src-main/contract/deployment.ts';
import { type DevProcess, startDev } from '../../support/dev-process.ts';
import { fixtureWasm } from '../../support/fixtures.ts';
import { isRunning } from '../../support/is-running.ts';
import { type PlatformProcess, startPlatformProcess } from '../../support/platform.ts';
import { standIn } from '../../support/stand-in-compiler.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Puts a TinyGo in place that takes forever for a source that says so. Gives the process that does. */
function slowCompiler(): () => Promise<number> {
  const folder = temporaryFolder();
  const [module, started] = [join(folder, 'echo.wasm'), join(folder, 'started')];
  writeFileSync(module, fixtureWasm('echo'));
  standIn(
    'tinygo',
    `if [ "$1" = version ]; then echo 'tinygo version 0'; exit; fi
     if grep -q forever *.go; then echo $$ > '${started}.new'; mv '${started}.new' '${started}'; exec sleep 3600; fi
     cp '${module}' "$5"`,
  );
  return () =>
    vi.waitFor(() => Number(existsSync(started) ? readFileSync(started, 'utf8') : expect.fail('not yet')), {
      timeout: 20_000,
    });
}

/** A platform that ends with the test, as it is now: it may be another one after it was started again. */
async function startPlatform(): Promise<{ now: PlatformProcess }> {
  const platform = { now: await startPlatformProcess() };
  onTestFinished(async () => {
    await platform.now.stop();
    platform.now.home.remove();
  });
  return platform;
}

function startAt(
  { environment }: PlatformProcess,
  folder: string,
  command: 'dev' | 'deploy' = 'dev',
): DevProcess {
  return startDev(folder, { ...environment, PATH: process.env.PATH }, command);
}

async function deploymentsOf(platform: PlatformProcess): Promise<Deployment[]> {
  const { stdout } = await platform.clever('functions', 'list', '--format', 'json');
  const [{ id }] = JSON.parse(stdout);
  const listed = await platform.clever('functions', 'deploy', 'list', id, '--format', 'json');
  return JSON.parse(listed.stdout);
}

function expectCancelled(deployment: Deployment | undefined): void {
  expect(deployment).toMatchObject({ status: 'ERROR', errorReason: cancelledReason });
}

describe.skipIf(process.platform === 'win32')('what is interrupted', () => {
  it.each([
    { where: 'beside its source', files: { 'go.mod': 'module example.org/hello\n\ngo 1.21\n' } },
    { where: 'by the platform', files: {} },
  ])('drops a build that a later save has overtaken, compiled $where', async ({ files }) => {
    const compiling = slowCompiler();
    const platform = await startPlatform();
    const folder = temporaryFolder();
    const manifest = { functions: { hello: { source: 'main.go' } } };
    for (const [name, text] of Object.entries({ ...files, 'atelier.json': JSON.stringify(manifest) }))
      writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'main.go'), 'package main // forever');
    const dev = startAt(platform.now, folder);
    const compiler = await compiling();

    writeFileSync(join(folder, 'main.go'), 'package main // at once');
    expect(await dev.line()).toMatch(/^hello {2}served/);
    await vi.waitFor(() => expect(isRunning(compiler)).toBe(false));
    for (const overtaken of (await deploymentsOf(platform.now)).slice(1)) expectCancelled(overtaken);
    expect(await dev.stop()).toBe(0);
  });

  it('goes on with a build where a file changes that it is not made of', async () => {
    const compiling = slowCompiler();
    const platform = await startPlatform();
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'slow'));
    const functions = { slow: { source: 'slow/main.go' }, quick: { source: 'quick.js' } };
    writeFileSync(join(folder, 'atelier.json'), JSON.stringify({ functions }));
    writeFileSync(join(folder, 'slow/go.mod'), 'module example.org/slow\n\ngo 1.21\n');
    writeFileSync(join(folder, 'slow/main.go'), 'package main // forever');
    writeFileSync(join(folder, 'quick.js'), 'print(1)');
    const dev = startAt(platform.now, folder);
    expect(await dev.line()).toMatch(/^quick {2}served/);
    const compiler = await compiling();
    writeFileSync(join(folder, 'quick.js'), 'print(2)');
    expect(await dev.line()).toMatch(/^quick {2}served/);
    expect(isRunning(compiler)).toBe(true);
    expect(await dev.stop()).toBe(0);
    expect(isRunning(compiler)).toBe(false);
  });

  it.each([
    ['dev', 0],
    ['deploy', 130],
  ] as const)(
    'atelier %s stops while the platform compiles, and takes the deployment back',
    async (command, code) => {
      const compiling = slowCompiler();
      const platform = await startPlatform();
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'atelier.json'), '{ "functions": { "hello": { "source": "main.go" } } }');
      writeFileSync(join(folder, 'main.go'), 'package main // forever');
      const dev = startAt(platform.now, folder, command);
      const compiler = await compiling();
      expect(await dev.stop()).toBe(code);
      await vi.waitFor(() => expect(isRunning(compiler)).toBe(false));
      const [deployment, ...others] = await deploymentsOf(platform.now);
      expect(others).toEqual([]);
      expectCancelled(deployment);
    },
  );

  it('serves what was saved while the platform was away, as soon as that is back', async () => {
    const platform = await startPlatform();
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'atelier.json'), '{ "functions": { "hello": { "source": "hello.js" } } }');
    writeFileSync(join(folder, 'hello.js'), 'print("before")');
    const dev = startAt(platform.now, folder);
    expect(await dev.line()).toMatch(/^hello {2}served/);
    expect(await dev.line()).toMatch(/^Watching/);

    await platform.now.stop();
    writeFileSync(join(folder, 'hello.js'), 'print("meanwhile")');
    expect(await dev.line()).toMatch(/^hello {2}failed {2}.* does not answer .*asked again until it does\.$/);
    platform.now = await startPlatformProcess(platform.now.home);
    const url = (await dev.line()).split('  ').at(-1)!;
    expect(await (await fetch(url)).text()).toBe('meanwhile\n');
    expect(await dev.stop()).toBe(0);
  });
});
