import { expect, test } from 'vitest';
import { createFunction } from '../../../src-main/control-plane/functions.ts';
import {
  deletePulsarTrigger,
  getPulsarTrigger,
  setPulsarTrigger,
} from '../../../src-main/control-plane/pulsar-triggers.ts';
import { openControlPlane, refusal } from '../../support/control-plane.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const input = {
  pulsar_url: 'pulsar+ssl://bus.example:6651',
  pulsar_topic_fqdn: 'persistent://tenant/namespace/topic',
  pulsar_topic_fqdn_is_regex: true,
  pulsar_token: 'secret',
};

test('a trigger is stored, replaced and taken away', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId } = harness;
  const address = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
  expect(await refusal(() => getPulsarTrigger(plane, address))).toMatchObject({ code: 'not-found' });
  expect(setPulsarTrigger(plane, address, input)).toEqual({ external: true, ...input });
  const { pulsar_token: _, pulsar_topic_fqdn_is_regex: __, ...least } = input;
  const replaced = { external: true, ...least, pulsar_topic_fqdn_is_regex: false, pulsar_token: null };
  setPulsarTrigger(plane, address, least);
  expect(getPulsarTrigger(plane, address)).toEqual(replaced);
  deletePulsarTrigger(plane, address);
  expect(await refusal(() => deletePulsarTrigger(plane, address))).toMatchObject({ code: 'not-found' });
});

test('a trigger that names no bus or no topic is refused', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId } = harness;
  const address = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
  for (const broken of [{ pulsar_url: 'http://bus.example' }, { pulsar_topic_fqdn: 'topic' }]) {
    const error = await refusal(() => setPulsarTrigger(plane, address, { ...input, ...broken }));
    expect(error.message).toContain(Object.keys(broken)[0]);
  }
});
