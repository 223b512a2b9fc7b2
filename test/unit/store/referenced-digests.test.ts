import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';
import { sampleFunction, samplePackage, sampleRelease } from './samples.ts';

it('names every object of releases and packages, and no more than those', () => {
  const store = emptyStore();
  expect(store.referencedDigests()).toEqual(new Set());
  store.functions.insert(sampleFunction('function_1'));
  store.releases.insert(sampleRelease('release_1', { digest: '1'.repeat(64) }));
  store.releases.insert(
    sampleRelease('release_2', { number: 2, digest: '2'.repeat(64), wasmDigest: '3'.repeat(64) }),
  );
  store.packages.insert('javascript', samplePackage());
  store.packages.insert('command', samplePackage({ kind: 'command', scriptDigest: null }));
  store.packages.insert(
    'optimised',
    samplePackage({
      debugDigest: '4'.repeat(64),
      namesDigest: '5'.repeat(64),
      originsDigest: '6'.repeat(64),
    }),
  );
  expect(store.referencedDigests()).toEqual(
    new Set(['1', '2', '3', '4', '5', '6', 'c', 'd', 'e'].map((hex) => hex.repeat(64))),
  );
  store.functions.delete('function_1');
  expect(store.referencedDigests()).toEqual(
    new Set(['4', '5', '6', 'c', 'd', 'e'].map((hex) => hex.repeat(64))),
  );
});
