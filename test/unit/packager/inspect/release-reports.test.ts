import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createReleaseReports } from '../../../../src-main/packager/inspect/release-reports.ts';
import { openObjectStore } from '../../../../src-main/registry/object-store.ts';
import { assemble } from '../../../support/assemble.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { sampleRelease } from '../../store/samples.ts';

function open() {
  const objects = openObjectStore(join(temporaryFolder(), 'objects'));
  return { objects, reports: createReleaseReports(objects) };
}

const module = (functions: string) =>
  assemble(`(module (memory (export "memory") 1) (func $main (export "_start")) ${functions})`);

it('gives the largest functions one by one and the rest by group', async () => {
  const { objects, reports } = open();
  const large = Array.from({ length: 998 }, (_, index) => `(func $big.f${index} (drop (i32.const 1)))`);
  const small = '(func $a.one) (func $b.one) (func $b.two)';
  const wasmDigest = await objects.put(module(`${large.join('')} ${small}`));
  const report = await reports.report(sampleRelease('release_1', { wasmDigest }));
  expect(report.functionCount).toBe(1_002);
  expect(report.functions).toHaveLength(1_001);
  expect(report.functions.at(-1)).toEqual({ name: '2 smaller functions', group: 'b', size: 2 });
});

it('compares two releases', async () => {
  const { objects, reports } = open();
  const before = sampleRelease('release_1', { wasmDigest: await objects.put(module('')) });
  const after = sampleRelease('release_2', { wasmDigest: await objects.put(module('(func $new)')) });
  expect((await reports.diff(before, after)).functions).toEqual([{ name: 'new', before: 0, after: 1 }]);
});

it('has nothing to say of a release that was not compiled, and says what is wrong with a bad one', async () => {
  const { objects, reports } = open();
  await expect(reports.report(sampleRelease('release_1'))).rejects.toMatchObject({ code: 'conflict' });
  const wasmDigest = await objects.put(new Uint8Array(9));
  const bad = sampleRelease('release_2', { wasmDigest });
  await expect(reports.report(bad)).rejects.toMatchObject({ code: 'invalid-module' });
});
