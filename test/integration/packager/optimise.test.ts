/// <reference path="../../../src-main/worker/webassembly.d.ts" />
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PackagedRelease, PackagingRequest } from '../../../src-main/contract/packaging.ts';
import { createPackager } from '../../../src-main/packager/packager.ts';
import { openObjectStore } from '../../../src-main/registry/object-store.ts';
import { assemble, join as concatenate, customSection } from '../../support/assemble.ts';
import { fixtureWasm } from '../../support/fixtures.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Settings = Pick<PackagingRequest, 'optimisation' | 'strip'>;

const unoptimised = fixtureWasm('unoptimised');

/** A packager over an empty registry and memory; it is closed when the test ends. */
function openPackager() {
  const folder = temporaryFolder();
  const objects = openObjectStore(join(folder, 'objects'));
  const memory = new Map<string, PackagedRelease>();
  const packager = createPackager({
    objectsFolder: join(folder, 'objects'),
    packages: { find: (key) => memory.get(key), insert: (key, packaged) => void memory.set(key, packaged) },
    temporaryFolder: join(folder, 'temporary'),
    cacheFolder: join(folder, 'cache'),
  });
  onTestFinished(() => packager.close());
  const request = async (wasm: Uint8Array, settings: Settings): Promise<PackagingRequest> => ({
    digest: await objects.put(wasm),
    content: 'wasm',
    platform: 'RUST',
    ...settings,
  });
  return {
    objects,
    package: async (wasm: Uint8Array, settings: Settings) =>
      packager.package(await request(wasm, settings), { step: () => {}, log: () => {} }),
    recall: async (wasm: Uint8Array, settings: Settings) => packager.recall(await request(wasm, settings)),
  };
}

function importsOf(module: Uint8Array): string[] {
  return WebAssembly.Module.imports(new WebAssembly.Module(module)).map(({ name }) => name);
}

function sectionsOf(module: Uint8Array, name: string): number {
  return WebAssembly.Module.customSections(new WebAssembly.Module(module), name).length;
}

describe('optimising', () => {
  it('makes a smaller module with the same imports, and says what it did', async () => {
    const house = openPackager();
    const before = await house.package(unoptimised, {});
    const after = await house.package(unoptimised, { optimisation: 'O2' });
    expect(before.facts).toMatchObject({ compilerOptimised: false, optimisation: null });
    expect(before.facts.warnings).toEqual([expect.stringContaining('did not optimise')]);
    expect(after.facts.optimisation).toMatchObject({
      level: 'O2',
      outcome: 'optimised',
      optimiser: expect.stringMatching(/^Binaryen \d+/),
      flags: expect.arrayContaining(['-O2', '--strip-dwarf']),
      reason: null,
    });
    const [input, output] = await Promise.all(
      [before, after].map(({ executable }) => house.objects.get(executable.moduleDigest)),
    );
    expect(output!.length).toBeLessThan(input!.length);
    expect(after.facts.optimisation!.size).toBe(output!.length);
    expect(after.facts.packagedSize).toBe(input!.length);
    expect(importsOf(output!).sort()).toEqual(importsOf(input!).sort());
    expect(after.executable.wasmSize).toBe(unoptimised.length);
  });

  it('gives the same bytes for the same input, whoever asks', async () => {
    const one = await openPackager().package(unoptimised, { optimisation: 'O3', strip: 'symbols' });
    const other = await openPackager().package(unoptimised, { optimisation: 'O3', strip: 'symbols' });
    expect(other).toEqual(one);
  });

  it('does equal work once, and each level for itself', async () => {
    const house = openPackager();
    expect(await house.recall(unoptimised, { optimisation: 'Os' })).toBeUndefined();
    const [one, two, smaller] = await Promise.all([
      house.package(unoptimised, { optimisation: 'O1' }),
      house.package(unoptimised, { optimisation: 'O1' }),
      house.package(unoptimised, { optimisation: 'Os' }),
    ]);
    expect(two).toBe(one);
    expect(smaller.executable.moduleDigest).not.toBe(one.executable.moduleDigest);
    expect(await house.recall(unoptimised, { optimisation: 'Os' })).toEqual(smaller);
  });

  it('keeps the input where the optimiser refuses it', async () => {
    const house = openPackager();
    // A list of features that ends before it begins: engines don't read it, optimisers do.
    const odd = concatenate(unoptimised, customSection('target_features', [0xff, 0xff, 0xff, 0xff, 0x0f]));
    const before = await house.package(odd, {});
    const after = await house.package(odd, { optimisation: 'O2' });
    expect(after.executable).toEqual(before.executable);
    expect(after.facts.optimisation).toMatchObject({
      outcome: 'kept',
      size: null,
      reason: expect.stringContaining('the optimiser failed'),
    });
    expect(after.facts.warnings).toContainEqual(expect.stringContaining('kept the compiler’s output'));
  });

  it('keeps the input where nothing speaks for the result', async () => {
    const house = openPackager();
    const bare = assemble('(module (func (export "_start")))');
    const after = await house.package(bare, { optimisation: 'Oz' });
    expect(after.facts.compilerOptimised).toBe(true);
    expect(after.facts.optimisation).toMatchObject({
      outcome: 'kept',
      reason: 'the optimised module is not smaller',
    });
    expect(after.executable).toEqual((await house.package(bare, {})).executable);
  });
});

describe('debug information', () => {
  it('stays beside the executable where names are stripped', async () => {
    const house = openPackager();
    const { executable } = await house.package(unoptimised, { strip: 'symbols' });
    expect(sectionsOf(await house.objects.get(executable.moduleDigest), 'name')).toBe(0);
    const names = JSON.parse(new TextDecoder().decode(await house.objects.get(executable.namesDigest!)));
    expect(names[4]).toBe('descend');
  });

  it('of an optimised module is that of what was uploaded', async () => {
    const house = openPackager();
    const { executable, wasmDigest } = await house.package(unoptimised, {
      optimisation: 'O2',
      strip: 'symbols',
    });
    expect(sectionsOf(await house.objects.get(executable.moduleDigest), 'name')).toBe(0);
    expect(executable.debugDigest).toBe(wasmDigest);
    const names = JSON.parse(new TextDecoder().decode(await house.objects.get(executable.namesDigest!)));
    expect(Object.values(names)).toContain('descend');
  });

  it('leaves names in the module unless it is told otherwise', async () => {
    const house = openPackager();
    const { executable } = await house.package(unoptimised, { optimisation: 'O2' });
    expect(sectionsOf(await house.objects.get(executable.moduleDigest), 'name')).toBe(1);
    expect(executable.namesDigest).toBeUndefined();
  });
});
