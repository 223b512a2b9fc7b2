import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';
import { later, noon, sampleDeployment, sampleFunction } from './samples.ts';

function storeWithDeployment() {
  const store = emptyStore();
  store.functions.insert(sampleFunction('function_1'));
  store.deployments.insert(sampleDeployment('deployment_1'));
  return store;
}

it('records steps with their logs, in the order in which they began', () => {
  const { deploymentSteps } = storeWithDeployment();
  deploymentSteps.start('deployment_1', 'upload', noon);
  deploymentSteps.end('deployment_1', 'upload', 'done', later);
  deploymentSteps.start('deployment_1', 'compile', later);
  deploymentSteps.appendLog('deployment_1', 'compile', 'one\n');
  deploymentSteps.appendLog('deployment_1', 'compile', 'two\n');
  expect(deploymentSteps.list('deployment_1')).toEqual([
    { name: 'upload', state: 'done', startedAt: noon, endedAt: later, log: '' },
    { name: 'compile', state: 'running', startedAt: later, endedAt: null, log: 'one\ntwo\n' },
  ]);
});

it('starts a step anew where it ran before', () => {
  const { deploymentSteps } = storeWithDeployment();
  deploymentSteps.start('deployment_1', 'compile', noon);
  deploymentSteps.appendLog('deployment_1', 'compile', 'interrupted');
  deploymentSteps.end('deployment_1', 'compile', 'failed', noon);
  deploymentSteps.start('deployment_1', 'package', noon);
  deploymentSteps.start('deployment_1', 'compile', later);
  expect(deploymentSteps.list('deployment_1')).toEqual([
    { name: 'compile', state: 'running', startedAt: later, endedAt: null, log: '' },
    { name: 'package', state: 'running', startedAt: noon, endedAt: null, log: '' },
  ]);
});

it('does not end what never began', () => {
  const { deploymentSteps } = storeWithDeployment();
  expect(deploymentSteps.end('deployment_1', 'schedule', 'done', noon)).toBe(false);
  expect(deploymentSteps.list('deployment_1')).toEqual([]);
});

it('goes with its deployment', () => {
  const { deployments, deploymentSteps } = storeWithDeployment();
  deploymentSteps.start('deployment_1', 'compile', noon);
  deploymentSteps.appendLog('deployment_1', 'compile', 'text');
  deployments.delete('deployment_1');
  expect(deploymentSteps.list('deployment_1')).toEqual([]);
});
