import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';
import { sampleFunction } from './samples.ts';

const trigger = {
  external: true,
  pulsar_url: 'pulsar+ssl://bus.example.org:6651',
  pulsar_topic_fqdn: 'persistent://public/default/orders-.*',
  pulsar_topic_fqdn_is_regex: true,
  pulsar_token: 'a.b.c',
};

it('keeps one trigger a function', () => {
  const { functions, pulsarTriggers } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  expect(pulsarTriggers.find('function_1')).toBeUndefined();
  pulsarTriggers.put('function_1', trigger);
  expect(pulsarTriggers.find('function_1')).toEqual(trigger);
  const replaced = { ...trigger, external: false, pulsar_topic_fqdn_is_regex: false, pulsar_token: null };
  pulsarTriggers.put('function_1', replaced);
  expect(pulsarTriggers.find('function_1')).toEqual(replaced);
  expect(pulsarTriggers.delete('function_1')).toBe(true);
  expect(pulsarTriggers.delete('function_1')).toBe(false);
});
