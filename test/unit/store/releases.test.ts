import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';
import { sampleFacts, sampleFunction, sampleRelease } from './samples.ts';

it('numbers the releases of each function from one, newest first', () => {
  const { functions, releases } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  functions.insert(sampleFunction('function_2'));
  for (const id of ['release_a', 'release_c', 'release_b'])
    releases.insert(sampleRelease(id, { number: releases.nextNumber('function_1') }));
  expect(releases.nextNumber('function_1')).toBe(4);
  expect(releases.nextNumber('function_2')).toBe(1);
  expect(releases.listOfFunction('function_1').map(({ id, number }) => [id, number])).toEqual([
    ['release_b', 3],
    ['release_c', 2],
    ['release_a', 1],
  ]);
});

it('refuses the same number twice', () => {
  const { functions, releases } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  releases.insert(sampleRelease('release_1'));
  expect(() => releases.insert(sampleRelease('release_2'))).toThrow(/UNIQUE/);
});

it('records what the upload became', () => {
  const { functions, releases } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  releases.insert(sampleRelease('release_1'));
  expect(releases.find('release_1')).toEqual(sampleRelease('release_1'));
  const packaged = { wasmDigest: 'b'.repeat(64), wasmSize: 9_000, toolchain: 'QuickJS 0.15.1' };
  expect(releases.setPackaged('release_1', packaged)).toBe(true);
  expect(releases.find('release_1')).toEqual(sampleRelease('release_1', packaged));
  expect(releases.setPackaged('release_2', packaged)).toBe(false);
});

it('records what packaging found, the latest in place of what was there', () => {
  const { functions, releases } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  releases.insert(sampleRelease('release_1', { facts: sampleFacts }));
  expect(releases.find('release_1')?.facts).toEqual(sampleFacts);
  releases.setFacts('release_1', { ...sampleFacts, compilerOptimised: false });
  expect(releases.listOfFunction('function_1')[0]?.facts?.compilerOptimised).toBe(false);
});
