import { expect, test } from 'vitest';
import {
  createDeployment,
  deleteDeployment,
  updateDeployment,
} from '../../../src-main/control-plane/deployments.ts';
import {
  createFunction,
  deleteFunction,
  replaceFunction,
} from '../../../src-main/control-plane/functions.ts';
import { deletePulsarTrigger, setPulsarTrigger } from '../../../src-main/control-plane/pulsar-triggers.ts';
import { openControlPlane } from '../../support/control-plane.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('whatever changes a function or what belongs to it is said, until nobody wants to hear it', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId } = harness;
  const heard: string[] = [];
  const unsubscribe = plane.functionFeed.subscribe((functionId) => heard.push(functionId));
  const says = async (change: () => unknown) => {
    heard.length = 0;
    await change();
    return heard.length > 0;
  };
  const { id: functionId } = createFunction(plane, ownerId, {});
  expect(heard).toEqual([functionId]);
  const address = { ownerId, functionId };
  expect(await says(() => replaceFunction(plane, address, { name: 'renamed' }))).toBe(true);
  const trigger = { pulsar_url: 'pulsar://example.org:6650', pulsar_topic_fqdn: 'persistent://a/b/c' };
  expect(await says(() => setPulsarTrigger(plane, address, trigger))).toBe(true);
  expect(await says(() => deletePulsarTrigger(plane, address))).toBe(true);
  const { deployment } = createDeployment(plane, address, { platform: 'RUST' });
  const place = { ...address, deploymentId: deployment.id };
  expect(await says(() => updateDeployment(plane, place, { name: 'v1' }))).toBe(true);
  expect(await says(() => deleteDeployment(plane, place))).toBe(true);
  unsubscribe();
  expect(await says(() => deleteFunction(plane, address))).toBe(false);
});
