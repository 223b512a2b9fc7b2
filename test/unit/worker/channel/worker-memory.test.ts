import { expect, it } from 'vitest';
import {
  allocateWorkerMemory,
  InvocationSlots,
  monotonicMilliseconds,
} from '../../../../src-main/worker/channel/worker-memory.ts';

function slots(): InvocationSlots {
  return new InvocationSlots(allocateWorkerMemory().slots);
}

it('lets either the worker begin an invocation or the engine take it back', () => {
  const shared = slots();
  shared.offer(1, 10);
  expect(shared.begin(1, 10, 0)).toBe(true);
  expect(shared.revoke(1, 10)).toBe(false);
  shared.offer(2, 11);
  expect(shared.revoke(2, 11)).toBe(true);
  expect(shared.begin(2, 11, 0)).toBe(false);
});

it('never begins a revoked invocation in place of the one that took its slot', () => {
  const shared = slots();
  shared.offer(1, 10);
  shared.revoke(1, 10);
  shared.offer(1, 11);
  expect(shared.begin(1, 10, 0)).toBe(false);
  expect(shared.begin(1, 11, 0)).toBe(true);
});

it('tells when an invocation was begun and with which recorder', () => {
  const shared = slots();
  const before = monotonicMilliseconds();
  shared.offer(1, 10);
  expect(shared.startedAt(1, 10)).toBeNull();
  shared.begin(1, 10, 7);
  expect(shared.startedAt(1, 10)).toBeGreaterThanOrEqual(before);
  expect(shared.recorder(1)).toBe(7);
  shared.clear(1);
  expect(shared.startedAt(1, 10)).toBeNull();
});
