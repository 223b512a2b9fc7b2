import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';
import { later, sampleDeployment, sampleFunction, sampleRelease } from './samples.ts';

it('lists first what was inserted last, whatever the clock said', () => {
  const { functions, deployments } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  functions.insert(sampleFunction('function_2'));
  deployments.insert(sampleDeployment('deployment_before', { createdAt: later, status: 'READY' }));
  for (const id of ['deployment_b', 'deployment_c', 'deployment_a']) deployments.insert(sampleDeployment(id));
  deployments.insert(sampleDeployment('deployment_d', { functionId: 'function_2' }));
  expect(deployments.listOfFunction('function_1').map(({ id }) => id)).toEqual([
    'deployment_a',
    'deployment_c',
    'deployment_b',
    'deployment_before',
  ]);
  expect(deployments.listByStatus('WAITING_FOR_UPLOAD').map(({ id }) => id)).toEqual([
    'deployment_d',
    'deployment_a',
    'deployment_c',
    'deployment_b',
  ]);
  expect(deployments.listByStatus('ERROR')).toEqual([]);
  expect(deployments.isNewer('deployment_a', 'deployment_before')).toBe(true);
  expect(deployments.isNewer('deployment_b', 'deployment_c')).toBe(false);
  expect(deployments.isNewer('deployment_gone', 'deployment_a')).toBe(false);
});

it('changes status and keeps what the change does not mention', () => {
  const { functions, releases, deployments } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  releases.insert(sampleRelease('release_1'));
  const created = sampleDeployment('deployment_1', { name: 'first', tag: 'v1' });
  deployments.insert(created);
  deployments.setStatus('deployment_1', { status: 'PACKAGING', releaseId: 'release_1', updatedAt: later });
  deployments.setStatus('deployment_1', { status: 'ERROR', errorReason: 'no such import', updatedAt: later });
  expect(deployments.find('deployment_1')).toEqual({
    ...created,
    status: 'ERROR',
    errorReason: 'no such import',
    releaseId: 'release_1',
    updatedAt: later,
  });
  expect(deployments.setStatus('deployment_2', { status: 'READY', updatedAt: later })).toBe(false);
});

it('replaces the labels and nothing else', () => {
  const { functions, deployments } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  const created = sampleDeployment('deployment_1', { name: 'first', tag: 'v1' });
  deployments.insert(created);
  expect(deployments.update('deployment_1', { name: 'renamed', description: 'by hand' }, later)).toBe(true);
  expect(deployments.find('deployment_1')).toEqual({
    ...created,
    name: 'renamed',
    description: 'by hand',
    tag: null,
    updatedAt: later,
  });
  expect(deployments.update('deployment_2', {}, later)).toBe(false);
});

it('keeps the release of a deleted deployment', () => {
  const { functions, releases, deployments } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  releases.insert(sampleRelease('release_1'));
  deployments.insert(sampleDeployment('deployment_1', { releaseId: 'release_1' }));
  expect(deployments.delete('deployment_1')).toBe(true);
  expect(deployments.delete('deployment_1')).toBe(false);
  expect(releases.find('release_1')).toBeDefined();
});
