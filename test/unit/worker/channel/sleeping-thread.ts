/** A thread that does what it was sent, which is to tell how much that is, and sleeps in between. */
import { workerData } from 'node:worker_threads';
import { sleepUnlessSent } from '../../../../src-main/worker/channel/thread-sleep.ts';
import { signal } from '../../../../src-main/worker/channel/worker-memory.ts';

const { signals, read } = workerData as { readonly signals: Int32Array; readonly read: Int32Array };

for (;;) {
  const sent = Atomics.load(signals, signal.sent);
  Atomics.store(read, 0, sent);
  sleepUnlessSent(signals, sent);
}
