import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { rouse } from '../../../../src-main/worker/channel/thread-sleep.ts';
import { signal } from '../../../../src-main/worker/channel/worker-memory.ts';

const rounds = 10_000;
/** Milliseconds that no thread needs which was woken. */
const patience = 15_000;

it('wakes a thread for everything that is sent, also when it was woken for something that it had read', async () => {
  const signals = new Int32Array(new SharedArrayBuffer(64));
  const read = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(new URL('./sleeping-thread.ts', import.meta.url), {
    workerData: { signals, read },
  });
  onTestFinished(() => void thread.terminate());
  await new Promise((resolve) => thread.once('online', resolve));
  let round = 0;
  do {
    round += 1;
    Atomics.add(signals, signal.sent, 1);
    rouse(signals);
  } while (isReadSoon(read, round) && round < rounds && rouseOnItsWay(signals, round));
  expect(Atomics.load(read, 0)).toBe(rounds);
});

/** Once while the thread is on its way to sleep, a little farther in each round, and then nothing until it is there. */
function rouseOnItsWay(signals: Int32Array, round: number): true {
  spin(signals, round % 25);
  rouse(signals);
  spin(signals, 10_000);
  return true;
}

/** A pause would be longer than the way to sleep is. */
function spin(signals: Int32Array, steps: number): void {
  for (let step = 0; step < steps; step += 1) Atomics.load(signals, signal.sent);
}

/** Looks all the time: a pause would be longer than the way to sleep is. */
function isReadSoon(read: Int32Array, round: number): boolean {
  const until = performance.now() + patience;
  for (let look = 1; Atomics.load(read, 0) !== round; look += 1)
    if (look % 1_000_000 === 0 && performance.now() > until) return false;
  return true;
}
