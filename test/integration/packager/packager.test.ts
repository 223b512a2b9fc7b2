import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { PackagedRelease, PackagingRequest } from '../../../src-main/contract/packaging.ts';
import { createPackager } from '../../../src-main/packager/packager.ts';
import type { PackagingLimits } from '../../../src-main/packager/packaging-limits.ts';
import { openObjectStore } from '../../../src-main/registry/object-store.ts';
import { assemble } from '../../support/assemble.ts';
import { reasonToSkip } from '../../support/compile-language.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Kind = Pick<PackagingRequest, 'content' | 'platform'>;
const assemblyScript: Kind = { content: 'source', platform: 'ASSEMBLY_SCRIPT' };
const webAssembly: Kind = { content: 'wasm', platform: 'RUST' };

/** Commands that differ in one number. */
function command(number: number): Uint8Array {
  return assemble(`(module (memory (export "memory") 1) (global (mut i32) (i32.const ${number}))
    (func (export "_start")))`);
}

/** A packager over an empty registry and memory; it is closed when the test ends. */
function openPackager(limits: Partial<PackagingLimits> = {}) {
  const folder = temporaryFolder();
  const objects = openObjectStore(join(folder, 'objects'));
  const memory = new Map<string, PackagedRelease>();
  const inserted: PackagedRelease[] = [];
  const packager = createPackager({
    objectsFolder: join(folder, 'objects'),
    packages: {
      find: (key) => memory.get(key),
      insert: (key, packaged) => {
        inserted.push(packaged);
        memory.set(key, packaged);
      },
    },
    temporaryFolder: join(folder, 'temporary'),
    cacheFolder: join(folder, 'cache'),
    limits,
  });
  onTestFinished(() => packager.close());
  /** What jobs have left of their folders, which are removed behind them. */
  const leftovers = async () => {
    await packager.close();
    return readdirSync(join(folder, 'temporary/packaging'));
  };
  return { packager, objects, inserted, leftovers };
}

/** Uploads bytes and has them packaged. `onStep` hears of each step as it happens. */
async function submit(
  { packager, objects }: Pick<ReturnType<typeof openPackager>, 'packager' | 'objects'>,
  bytes: Uint8Array | string,
  kind: Kind,
  options: { signal?: AbortSignal; onStep?: (step: string) => void } = {},
) {
  const digest = await objects.put(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
  const steps: string[] = [];
  let log = '';
  const listener = {
    step: (name: string, state: string) => {
      steps.push(`${name} ${state}`);
      options.onStep?.(`${name} ${state}`);
    },
    log: (text: string) => {
      log += text;
    },
  };
  const outcome = await packager.package({ digest, ...kind }, listener, options.signal).then(
    (packaged) => ({ packaged, error: null }),
    (error: unknown) => ({ packaged: null, error }),
  );
  return { ...outcome, steps, log };
}

describe('a packager', () => {
  it('packages a module: parts into the registry, facts into the answer', async () => {
    const house = openPackager();
    const wasm = command(1);
    const { packaged, steps, log } = await submit(house, wasm, webAssembly);
    expect(steps).toEqual(['compile skipped', 'package running', 'package done']);
    expect(log).toContain(`${wasm.length} bytes of WebAssembly`);
    expect(packaged).toMatchObject({ wasmSize: wasm.length, toolchain: null, reused: false });
    expect(await house.objects.get(packaged!.wasmDigest)).toEqual(Buffer.from(wasm));
    const module = new WebAssembly.Module(await house.objects.get(packaged!.executable.moduleDigest));
    expect(WebAssembly.Module.imports(module)).toEqual([
      { module: 'atelier', name: 'memory', kind: 'memory' },
    ]);
  });

  it('tells of the executable when it can be loaded, before the package is complete', async () => {
    const { packager, objects } = openPackager();
    const digest = await objects.put(command(3));
    const heard: unknown[] = [];
    let loadable: Promise<boolean> | undefined;
    const packaged = await packager.package(
      { digest, ...webAssembly },
      {
        step: (name, state) => heard.push(`${name} ${state}`),
        log: () => {},
        executable: (executable) => {
          heard.push(executable);
          loadable = objects.has(executable.moduleDigest);
        },
      },
    );
    expect(heard).toEqual(['compile skipped', 'package running', packaged.executable, 'package done']);
    expect(await loadable).toBe(true);
  });

  it('compiles source first, and leaves no folder behind', async () => {
    const house = openPackager();
    const { packaged, steps } = await submit(house, 'console.log("hello");', assemblyScript);
    expect(steps).toEqual(['compile running', 'compile done', 'package running', 'package done']);
    expect(packaged!.toolchain).toMatch(/^asc /);
    expect(await house.objects.size(packaged!.wasmDigest)).toBe(packaged!.wasmSize);
    expect(await house.leftovers()).toEqual([]);
  });

  it('keeps a script apart from the runtime that all scripts share', async () => {
    const house = openPackager();
    const kind: Kind = { content: 'source', platform: 'JAVA_SCRIPT' };
    const scripts = ['console.log("one");', 'export const two = 2;'];
    const [one, two] = await Promise.all(scripts.map((script) => submit(house, script, kind)));
    expect(one!.packaged!.executable.moduleDigest).toBe(two!.packaged!.executable.moduleDigest);
    const script = await house.objects.get(two!.packaged!.executable.scriptDigest!);
    expect(new TextDecoder().decode(script)).toBe(scripts[1]);
    const bad = await submit(house, 'let a = ;', kind);
    expect(bad.error).toMatchObject({
      code: 'compile-failed',
      message: expect.stringContaining('function.js:1:'),
    });
  });

  it('tells which step failed, and goes on', async () => {
    const house = openPackager();
    const bad = await submit(house, 'missing();', assemblyScript);
    expect(bad.steps).toEqual(['compile running', 'compile failed']);
    expect(bad.error).toMatchObject({
      code: 'compile-failed',
      details: { diagnostics: [{ line: 1, column: 1 }] },
    });
    expect(bad.log).toContain("Cannot find name 'missing'");
    const cut = await submit(house, command(1).subarray(0, 20), webAssembly);
    expect(cut.steps).toEqual(['compile skipped', 'package running', 'package failed']);
    expect(cut.error).toMatchObject({
      code: 'invalid-module',
      message: expect.stringContaining('cut short'),
    });
    expect((await submit(house, command(1), webAssembly)).packaged).not.toBeNull();
  });

  it('refuses what it can’t compile, with a way out', async () => {
    const house = openPackager();
    const archive = await submit(house, 'PK', { content: 'archive', platform: 'JAVA_SCRIPT' });
    expect(archive.error).toMatchObject({ code: 'invalid-input' });
    expect(archive.steps).toEqual(['compile running', 'compile failed']);
  });

  it('compiles with the compiler of the machine, and tells its words as they come', async (context) => {
    const reason = await reasonToSkip('rust');
    if (reason !== null) return context.skip(reason);
    const house = openPackager();
    const kind: Kind = { content: 'source', platform: 'RUST' };
    const good = await submit(house, 'fn main() { println!("hello"); }', kind);
    expect(good.packaged!.toolchain).toMatch(/^rustc \d/);
    const executable = await house.objects.size(good.packaged!.executable.moduleDigest);
    expect(executable).toBeLessThan(good.packaged!.wasmSize);
    const bad = await submit(house, 'fn main() {\n  missing();\n}', kind);
    expect(bad.steps).toEqual(['compile running', 'compile failed']);
    expect(bad.error).toMatchObject({
      code: 'compile-failed',
      details: { diagnostics: [{ file: 'function.rs', line: 2, column: 3 }] },
    });
    expect(bad.log).toContain('function.rs:2:3');
    expect(await house.leftovers()).toEqual([]);
  });

  it('packages equal input once', async () => {
    const house = openPackager();
    const first = await submit(house, command(1), webAssembly);
    const again = await submit(house, command(1), { ...webAssembly, platform: 'TINY_GO' });
    expect(again.packaged).toEqual({ ...first.packaged, reused: true });
    expect(again.steps).toEqual(['compile skipped', 'package skipped']);
    expect(house.inserted).toHaveLength(1);
  });

  it('knows what it compiled by the WebAssembly as well', async () => {
    const house = openPackager();
    const { packaged } = await submit(house, 'console.log("hello");', assemblyScript);
    const wasm = await house.objects.get(packaged!.wasmDigest);
    const again = await submit(house, wasm, webAssembly);
    expect(again.steps).toEqual(['compile skipped', 'package skipped']);
    expect(again.packaged).toEqual({ ...packaged, toolchain: null, reused: true });
  });

  it('packages again when the registry has lost a part', async () => {
    const house = openPackager();
    const first = await submit(house, command(1), webAssembly);
    await house.objects.delete(first.packaged!.executable.moduleDigest);
    const again = await submit(house, command(1), webAssembly);
    expect(again.packaged).toEqual(first.packaged);
    expect(await house.objects.has(first.packaged!.executable.moduleDigest)).toBe(true);
  });

  it('answers 50 requests at once, and does the work of equal ones once', async () => {
    const house = openPackager({ jobs: 2 });
    const requests = Array.from({ length: 50 }, (_, index) => index % 20);
    const results = await Promise.all(requests.map((number) => submit(house, command(number), webAssembly)));
    for (const { packaged, steps } of results) {
      expect(packaged).not.toBeNull();
      expect(steps.at(-1)).toMatch(/^package (done|skipped)$/);
    }
    expect(new Set(results.map(({ packaged }) => packaged!.executable.moduleDigest)).size).toBe(20);
    expect(house.inserted).toHaveLength(20);
  });
});

describe('the limits of a job', () => {
  it.each([
    ['time', { time: 1 }, 'console.log("a");', assemblyScript, /longer than 0\.001 seconds/],
    ['memory', { memory: 8 * 1024 ** 2 }, 'console.log("a");', assemblyScript, /more than 8 MiB of memory/],
    ['log', { log: 10 }, 'console.log("a");', assemblyScript, /build log of more than/],
    ['wasm', { wasm: 20 }, command(1), webAssembly, /more than .* of WebAssembly/],
  ] as const)('%s: names it', async (limit, limits, input, kind, message) => {
    const house = openPackager(limits);
    const { error } = await submit(house, input, kind);
    expect(error).toMatchObject({
      code: 'packaging-limit',
      message: expect.stringMatching(message),
      details: { limit },
    });
    expect(await house.leftovers()).toEqual([]);
  });
});

describe('aborting', () => {
  it('ends the job, and the next request is served', async () => {
    const house = openPackager({ jobs: 1 });
    const controller = new AbortController();
    const reason = new Error('the deployment was deleted');
    const options = { signal: controller.signal, onStep: () => controller.abort(reason) };
    const aborted = await submit(house, 'console.log("a");', assemblyScript, options);
    expect(aborted.error).toBe(reason);
    expect((await submit(house, command(1), webAssembly)).packaged).not.toBeNull();
    expect(house.inserted).toHaveLength(1);
    expect(await house.leftovers()).toEqual([]);
  });

  it('does not disturb others who wait for the same job', async () => {
    const house = openPackager();
    const controller = new AbortController();
    const options = { signal: controller.signal, onStep: () => controller.abort(new Error('no more')) };
    const [aborted, patient] = await Promise.all([
      submit(house, 'console.log("a");', assemblyScript, options),
      submit(house, 'console.log("a");', assemblyScript),
    ]);
    expect(aborted.error).toMatchObject({ message: 'no more' });
    expect(patient.packaged).not.toBeNull();
    expect(patient.steps).toEqual(['compile running', 'compile done', 'package running', 'package done']);
  });

  it('is what a listener that throws does to its own request', async () => {
    const house = openPackager();
    const fault = new Error('the store is closed');
    const onStep = () => {
      throw fault;
    };
    expect((await submit(house, 'console.log("a");', assemblyScript, { onStep })).error).toBe(fault);
    expect((await submit(house, command(1), webAssembly)).packaged).not.toBeNull();
  });

  it('happens to everything when the packager is closed', async () => {
    const house = openPackager({ jobs: 1 });
    const started = Promise.withResolvers<void>();
    const requests = [
      submit(house, 'console.log("a");', assemblyScript, { onStep: () => started.resolve() }),
      submit(house, 'console.log("b");', assemblyScript, { onStep: () => started.resolve() }),
    ];
    await started.promise;
    await house.packager.close();
    for (const { error } of await Promise.all(requests)) expect(error).toMatchObject({ name: 'AbortError' });
  });
});

describe.runIf(process.platform === 'linux')('a job process', () => {
  const children = (pid = process.pid) =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

  it('that the system ends is an error that says so, and is replaced', async () => {
    const before = new Set(children());
    const house = openPackager({ jobs: 1 });
    const [job] = children().filter((pid) => !before.has(pid));
    const kill = (step: string) => step === 'compile running' && process.kill(job!, 'SIGKILL');
    const killed = await submit(house, 'console.log("a");', assemblyScript, { onStep: kill });
    expect(killed.error).toMatchObject({
      code: 'packaging-limit',
      message: expect.stringContaining('SIGKILL'),
    });
    expect((await submit(house, command(1), webAssembly)).packaged).not.toBeNull();
    await house.packager.close();
    expect(children().filter((pid) => !before.has(pid))).toEqual([]);
  });

  it('ends when the platform is killed in the middle of its work', async () => {
    const parent = fork(new URL('./abandoned-packager.ts', import.meta.url), [temporaryFolder()], {
      execArgv: [],
    });
    await once(parent, 'message');
    const [job] = children(parent.pid);
    expect(isAlive(job!)).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(job!)).toBe(false), { timeout: 10_000 });
  });
});

/** A process that ended and that nobody has asked about yet is a zombie, `Z`. */
function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
