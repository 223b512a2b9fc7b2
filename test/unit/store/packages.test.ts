import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';
import { samplePackage } from './samples.ts';

it('gives what was packaged before, marked as reused', () => {
  const { packages } = emptyStore();
  packages.insert('key', samplePackage());
  expect(packages.find('key')).toEqual({ ...samplePackage(), reused: true });
  expect(packages.find('another')).toBeUndefined();
});

it('prefers what was packaged last', () => {
  const { packages } = emptyStore();
  packages.insert('key', samplePackage());
  packages.insert('key', samplePackage({ imageObstacles: ['table.set'] }));
  expect(packages.find('key')?.executable.imageObstacles).toEqual(['table.set']);
});
