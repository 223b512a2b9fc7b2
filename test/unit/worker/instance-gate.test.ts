import { expect, it } from 'vitest';
import { InstanceGate } from '../../../src-main/worker/instance-gate.ts';

it('lets invocations begin in their order while fewer live than there are instances', () => {
  const gate = new InstanceGate<string>();
  for (const invocation of ['one', 'two', 'three']) gate.add(invocation);
  expect(gate.next()).toBe('one');
  gate.live = 1;
  expect(gate.next()).toBeUndefined();
  gate.instances = 2;
  expect(gate.next()).toBe('two');
  gate.live = 0;
  expect([gate.next(), gate.next()]).toEqual(['three', undefined]);
});
