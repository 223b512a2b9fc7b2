import type { Change } from '../contract/rpc/changes.ts';

/** Milliseconds between two batches of one follower. */
const batchInterval = 100;

/** Where everything that changed is said, and heard in batches by everybody who looks at a screen. */
export interface ChangeHub {
  publish(change: Change): void;
  /**
   * Everything that is published from this call on, in batches, until the signal is aborted. Equal changes of a batch
   * are one, so a follower that is slow to take its batches waits for no more than there are things to change; while
   * nothing changes, nothing runs.
   */
  follow(signal: AbortSignal): AsyncGenerator<Change[], void, void>;
}

interface Follower {
  readonly pending: Map<string, Change>;
  wake: () => void;
}

/** A hub without followers. */
export function createChangeHub(): ChangeHub {
  const followers = new Set<Follower>();
  return {
    publish(change) {
      const key = Object.values(change).join(' ');
      for (const { pending, wake } of followers) {
        pending.set(key, change);
        wake();
      }
    },
    follow(signal) {
      const follower: Follower = { pending: new Map(), wake: () => {} };
      followers.add(follower);
      signal.addEventListener('abort', () => {
        followers.delete(follower);
        follower.wake();
      });
      return batches(follower, signal);
    },
  };
}

async function* batches(follower: Follower, signal: AbortSignal): AsyncGenerator<Change[], void, void> {
  const { pending } = follower;
  while (true) {
    if (pending.size === 0) await news(follower, signal);
    if (signal.aborted) return;
    const batch = [...pending.values()];
    pending.clear();
    yield batch;
    await pause(signal);
  }
}

function news(follower: Follower, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    follower.wake = resolve;
    if (signal.aborted) resolve();
  });
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, batchInterval);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    function end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}
