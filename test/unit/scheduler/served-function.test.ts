import { expect, it } from 'vitest';
import { ServedFunction } from '../../../src-main/scheduler/served-function.ts';
import type { WorkerThread } from '../../../src-main/scheduler/worker-thread.ts';

const [one, other] = [{ id: 1 }, { id: 2 }] as unknown as [WorkerThread, WorkerThread];

function served(maxInstances: number): ServedFunction {
  return new ServedFunction({
    functionId: 'function_1',
    environment: {},
    maxMemory: 65_536,
    maxInstances,
    active: null,
  });
}

it('uses an instance for each invocation while it may', () => {
  const target = served(2);
  expect([target.enter(one), target.enter(other)]).toEqual([1, 1]);
  expect(target).toMatchObject({ instances: 2, waiting: 0, mayGrow: false });
});

it('counts what is sent ahead as waiting, and uses no further instance for it', () => {
  const target = served(1);
  expect([target.enter(one), target.enter(one), target.enter(one)]).toEqual([1, 1, 1]);
  expect(target).toMatchObject({ instances: 1, waiting: 2 });
  target.leave(one);
  expect(target).toMatchObject({ instances: 1, waiting: 1 });
});

it('frees the instance of a worker with the last invocation there', () => {
  const target = served(1);
  target.enter(one);
  target.enter(one);
  expect(target.hasInstanceOn(one)).toBe(true);
  target.leave(one);
  target.leave(one);
  expect(target).toMatchObject({ instances: 0, waiting: 0, mayGrow: true });
  expect(target.hasInstanceOn(one)).toBe(false);
  target.leave(one);
  expect(target.instances).toBe(0);
});
