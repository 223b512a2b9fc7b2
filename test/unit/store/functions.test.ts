import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';
import { later, sampleDeployment, sampleFunction, sampleRelease } from './samples.ts';

it('gives back what was put in, whatever the environment holds', () => {
  const { functions } = emptyStore();
  let count = 0;
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
      (environment) => {
        const cloudFunction = sampleFunction(`function_${count++}`, { environment: { ...environment } });
        functions.insert(cloudFunction);
        expect(functions.find(cloudFunction.id)).toEqual(cloudFunction);
      },
    ),
  );
});

it('lists the functions of one owner, or of all, oldest first', () => {
  const { functions, organisations } = emptyStore();
  organisations.insert({ id: 'orga_1', name: 'Engines', kind: 'organisation' });
  functions.insert(sampleFunction('function_b', { createdAt: later }));
  functions.insert(sampleFunction('function_c'));
  functions.insert(sampleFunction('function_a', { ownerId: 'orga_1' }));
  expect(functions.list('user_1').map(({ id }) => id)).toEqual(['function_c', 'function_b']);
  expect(functions.listAll().map(({ id }) => id)).toEqual(['function_c', 'function_a', 'function_b']);
});

it('replaces everything but the owner and the time of creation', () => {
  const { functions } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  const changed = { name: null, environment: {}, maxMemory: 65_536, maxInstances: 1, updatedAt: later };
  expect(functions.replace(sampleFunction('function_1', { ...changed, createdAt: later }))).toBe(true);
  expect(functions.find('function_1')).toEqual(sampleFunction('function_1', changed));
  expect(functions.replace(sampleFunction('function_2'))).toBe(false);
});

it('refuses a function whose owner does not exist', () => {
  const { functions } = emptyStore();
  expect(() => functions.insert(sampleFunction('function_1', { ownerId: 'orga_9' }))).toThrow(/FOREIGN KEY/);
});

it('remembers which deployment is active, until that is deleted', () => {
  const { functions, deployments } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  deployments.insert(sampleDeployment('deployment_1'));
  expect(functions.activeDeploymentId('function_1')).toBeNull();
  functions.setActiveDeployment('function_1', 'deployment_1');
  expect(functions.activeDeploymentId('function_1')).toBe('deployment_1');
  deployments.delete('deployment_1');
  expect(functions.activeDeploymentId('function_1')).toBeNull();
  expect(functions.activeDeploymentId('function_2')).toBeNull();
});

it('takes everything that belongs to a function with it', () => {
  const store = emptyStore();
  store.functions.insert(sampleFunction('function_1'));
  store.releases.insert(sampleRelease('release_1'));
  store.deployments.insert(sampleDeployment('deployment_1', { releaseId: 'release_1' }));
  store.functions.setActiveDeployment('function_1', 'deployment_1');
  store.deploymentSteps.start('deployment_1', 'compile', later);
  store.deploymentSteps.appendLog('deployment_1', 'compile', 'warning: unused\n');
  store.uploads.insert({ id: 'upload_1', deploymentId: 'deployment_1', maxBytes: 10, expiresAt: later });
  store.pulsarTriggers.put('function_1', {
    external: true,
    pulsar_url: 'pulsar://localhost:6650',
    pulsar_topic_fqdn: 'persistent://public/default/greetings',
    pulsar_topic_fqdn_is_regex: false,
    pulsar_token: null,
  });

  expect(store.functions.delete('function_1')).toBe(true);

  expect(store.functions.find('function_1')).toBeUndefined();
  expect(store.releases.find('release_1')).toBeUndefined();
  expect(store.deployments.find('deployment_1')).toBeUndefined();
  expect(store.deploymentSteps.list('deployment_1')).toEqual([]);
  expect(store.uploads.find('upload_1')).toBeUndefined();
  expect(store.pulsarTriggers.find('function_1')).toBeUndefined();
  expect(store.functions.delete('function_1')).toBe(false);
});
