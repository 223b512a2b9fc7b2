import { expect, it } from 'vitest';
import type { DeletedFunction } from '../../../src-main/store/trash.ts';
import { emptyStore } from './empty-store.ts';
import { later, noon, sampleDeployment, sampleFunction, sampleRelease } from './samples.ts';

const content: DeletedFunction = {
  function: sampleFunction('function_1'),
  activeDeploymentId: 'deployment_1',
  releases: [sampleRelease('release_1', { wasmDigest: 'b'.repeat(64), wasmSize: 9 })],
  deployments: [sampleDeployment('deployment_1', { releaseId: 'release_1', status: 'READY' })],
  steps: {},
  uploads: [],
  pulsarTrigger: null,
};

it('gives back what was put into it, once', () => {
  const { trash } = emptyStore();
  trash.put('undo_1', noon, content);
  expect(trash.take('undo_1')).toEqual(content);
  expect(trash.take('undo_1')).toBeUndefined();
});

it('keeps the objects of what is in it, and forgets what is old', () => {
  const { trash, referencedDigests } = emptyStore();
  trash.put('undo_1', noon, content);
  expect(referencedDigests()).toEqual(new Set(['a'.repeat(64), 'b'.repeat(64)]));
  trash.deleteBefore(noon);
  expect(referencedDigests().size).toBe(2);
  trash.deleteBefore(later);
  expect(referencedDigests().size).toBe(0);
});
