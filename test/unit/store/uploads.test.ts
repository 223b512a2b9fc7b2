import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';
import { later, noon, sampleDeployment, sampleFunction } from './samples.ts';

const upload = { id: 'upload_1', deploymentId: 'deployment_1', maxBytes: 1_024, expiresAt: later };

function storeWithUpload() {
  const store = emptyStore();
  store.functions.insert(sampleFunction('function_1'));
  store.deployments.insert(sampleDeployment('deployment_1'));
  store.uploads.insert(upload);
  return store.uploads;
}

it('is found by its own id and by its deployment', () => {
  const uploads = storeWithUpload();
  expect(uploads.find('upload_1')).toEqual({ ...upload, claimedAt: null });
  expect(uploads.ofDeployment('deployment_1')).toEqual({ ...upload, claimedAt: null });
  expect(uploads.find('upload_2')).toBeUndefined();
  expect(uploads.ofDeployment('deployment_2')).toBeUndefined();
});

it('can be claimed once, and again after a transfer that failed', () => {
  const uploads = storeWithUpload();
  expect(uploads.claim('upload_1', noon)).toBe(true);
  expect(uploads.claim('upload_1', later)).toBe(false);
  expect(uploads.find('upload_1')?.claimedAt).toBe(noon);
  uploads.releaseClaim('upload_1');
  expect(uploads.claim('upload_1', later)).toBe(true);
  expect(uploads.claim('upload_2', later)).toBe(false);
});
