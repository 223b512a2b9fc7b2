import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';
import { later, sampleDeployment, sampleFunction, sampleRelease } from './samples.ts';

it('says of every function what is live and what was last tried', () => {
  const { functions, releases, deployments, functionStates } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  functions.insert(sampleFunction('function_2'));
  releases.insert(sampleRelease('release_1', { number: 3 }));
  deployments.insert(sampleDeployment('deployment_1', { releaseId: 'release_1', status: 'READY' }));
  deployments.insert(sampleDeployment('deployment_2', { createdAt: later }));
  deployments.insert(sampleDeployment('deployment_3', { createdAt: later }));
  functions.setActiveDeployment('function_1', 'deployment_1');
  const first = {
    functionId: 'function_1',
    activeDeploymentId: 'deployment_1',
    activeReleaseId: 'release_1',
    activeReleaseNumber: 3,
    latestDeploymentId: 'deployment_3',
  };
  expect(functionStates.list()).toEqual([
    first,
    {
      functionId: 'function_2',
      activeDeploymentId: null,
      activeReleaseId: null,
      activeReleaseNumber: null,
      latestDeploymentId: null,
    },
  ]);
  expect(functionStates.find('function_1')).toEqual(first);
  expect(functionStates.find('function_none')).toBeUndefined();
});
