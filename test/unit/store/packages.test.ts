import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';
import { later, sampleDeployment, sampleFunction, samplePackage, sampleRelease } from './samples.ts';

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

it('forgets what no release is made of, but nothing while a deployment may be about to use it', () => {
  const { functions, releases, deployments, packages } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  releases.insert(sampleRelease('release_1', { wasmDigest: samplePackage().wasmDigest }));
  deployments.insert(sampleDeployment('deployment_1', { status: 'PACKAGING' }));
  packages.insert('used', samplePackage());
  packages.insert('unused', { ...samplePackage(), wasmDigest: 'f'.repeat(64) });
  const remembered = () => ['used', 'unused'].filter((key) => packages.find(key) !== undefined);

  packages.deleteUnused();
  expect(remembered()).toEqual(['used', 'unused']);
  deployments.setStatus('deployment_1', { status: 'READY', updatedAt: later });
  packages.deleteUnused();
  expect(remembered()).toEqual(['used']);
});
