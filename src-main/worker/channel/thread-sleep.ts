import { signal } from './worker-memory.ts';

/** How a worker thread is at the moment, and with that how to wake it. */
export const threadMode = {
  /** Looks again before it sleeps. */
  awake: 0,
  /** Blocked until notified: the quickest to wake, but nothing asynchronous goes on. */
  blocked: 1,
  /** In its event loop, because something asynchronous goes on: needs a posted message. */
  listening: 2,
} as const;

/** Thread: blocks until it is woken, unless something was sent since that many things had been. */
export function sleepUnlessSent(signals: Int32Array, sent: number): void {
  Atomics.store(signals, signal.mode, threadMode.blocked);
  // It is the mode that it waits for. Who wakes it may come between these lines, for something that it has read already:
  // then it must not sleep either, because nobody would wake one whose mode says that it is awake.
  if (Atomics.load(signals, signal.sent) === sent) Atomics.wait(signals, signal.mode, threadMode.blocked);
  Atomics.store(signals, signal.mode, threadMode.awake);
}

/**
 * Engine: ends the thread's sleep where it is blocked, and gives the mode that it was in. Whoever ends its sleep is alone
 * with it: what is sent before it has woken up needs no second call.
 */
export function rouse(signals: Int32Array): number {
  const mode = Atomics.exchange(signals, signal.mode, threadMode.awake);
  if (mode === threadMode.blocked) Atomics.notify(signals, signal.mode);
  return mode;
}
