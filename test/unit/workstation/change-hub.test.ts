import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createChangeHub } from '../../../src-main/workstation/change-hub.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const invocations = { topic: 'invocations' } as const;
const changed = (functionId: string) => ({ topic: 'function', functionId }) as const;

it('sends what happened at once, and then ten batches a second at most', async () => {
  const hub = createChangeHub();
  const ending = new AbortController();
  const batches = hub.follow(ending.signal);
  hub.publish(invocations);
  expect((await batches.next()).value).toEqual([invocations]);

  const next = batches.next();
  let came = false;
  void next.then(() => {
    came = true;
  });
  hub.publish(changed('function_1'));
  await vi.advanceTimersByTimeAsync(99);
  expect(came).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect((await next).value).toEqual([changed('function_1')]);
  ending.abort();
});

it('makes equal changes one, however many a slow follower missed', async () => {
  const hub = createChangeHub();
  const ending = new AbortController();
  const batches = hub.follow(ending.signal);
  for (let times = 0; times < 1_000; times += 1) {
    hub.publish(invocations);
    hub.publish(changed(`function_${times % 2}`));
  }
  expect((await batches.next()).value).toEqual([invocations, changed('function_0'), changed('function_1')]);
  ending.abort();
});

it('has nothing to do while nothing changes', async () => {
  const hub = createChangeHub();
  const ending = new AbortController();
  const batches = hub.follow(ending.signal);
  hub.publish(invocations);
  await batches.next();
  const next = batches.next();
  await vi.advanceTimersByTimeAsync(100);
  expect(vi.getTimerCount()).toBe(0);
  ending.abort();
  expect((await next).done).toBe(true);
});

it('ends with its follower, wherever it is', async () => {
  const hub = createChangeHub();
  const waiting = new AbortController();
  const next = hub.follow(waiting.signal).next();
  waiting.abort();
  expect((await next).done).toBe(true);

  const pausing = new AbortController();
  const batches = hub.follow(pausing.signal);
  hub.publish(invocations);
  await batches.next();
  const afterPause = batches.next();
  pausing.abort();
  expect((await afterPause).done).toBe(true);
  expect(vi.getTimerCount()).toBe(0);

  const never = hub.follow(pausing.signal);
  expect((await never.next()).done).toBe(true);
});

it('tells every follower', async () => {
  const hub = createChangeHub();
  const ending = new AbortController();
  const followers = [hub.follow(ending.signal), hub.follow(ending.signal)];
  hub.publish(invocations);
  for (const batches of followers) expect((await batches.next()).value).toEqual([invocations]);
  ending.abort();
});
