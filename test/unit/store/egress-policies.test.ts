import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';
import { sampleFunction } from './samples.ts';

it('keeps one policy a function, everything where nothing was said', () => {
  const { functions, egressPolicies } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  expect(egressPolicies.find('function_1')).toBe('all');
  egressPolicies.put('function_1', 'loopback');
  egressPolicies.put('function_1', ['example.org:443']);
  expect(egressPolicies.find('function_1')).toEqual(['example.org:443']);
});
