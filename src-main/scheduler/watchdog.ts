import { monotonicMilliseconds } from '../worker/channel/worker-memory.ts';
import type { Invocation } from './invocation.ts';
import type { WorkerThread } from './worker-thread.ts';

/** How often it looks, in milliseconds: also how long a worker may be busy with one thing before others avoid it. */
const period = 20;
/** Milliseconds that an invocation has to end by itself once it was told to; then its thread is ended. */
const grace = { running: 200, suspended: 1_000, cancelled: 1_000 };

export interface WatchdogOptions {
  /** Milliseconds. */
  readonly deadline: number;
  readonly workers: () => Iterable<WorkerThread>;
  /** Whether the worker is loading something, which keeps it busy as well. */
  readonly isLoading: (worker: WorkerThread) => boolean;
  /** The worker has done nothing but one thing since the last look: what it has not begun should go elsewhere. */
  readonly onStuck: (worker: WorkerThread) => void;
  /** The invocation is over its deadline: it should be told to end. */
  readonly onExpired: (worker: WorkerThread, invocation: Invocation) => void;
  /** An invocation of it was told to end and goes on: the thread should be ended, with all that it holds. */
  readonly onUnstoppable: (worker: WorkerThread) => void;
  /** After every look; false ends the watch until the next {@link Watchdog.watch}. */
  readonly onLook: () => boolean;
}

/** Looks at the workers while they work: finds those that are stuck, and invocations over their deadline. */
export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #progress = new WeakMap<WorkerThread, number>();
  /** When a worker was last seen to have something on its stack. */
  readonly #lastRunning = new WeakMap<WorkerThread, number>();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  /** Starts to look, unless it does already. */
  watch(): void {
    this.#timer ??= setInterval(() => this.#look(), period).unref();
  }

  #look(): void {
    const now = monotonicMilliseconds();
    for (const worker of this.#options.workers()) {
      this.#findStuck(worker);
      this.#findExpired(worker, now);
    }
    if (this.#options.onLook() || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #findStuck(worker: WorkerThread): void {
    const { isLoading, onStuck } = this.#options;
    // A thread that has begun nothing is not stuck: it only waits for a processor.
    const atWork = isLoading(worker) || (worker.busy > 0 && worker.hasBegun);
    const stuck = atWork && this.#progress.get(worker) === worker.progress;
    this.#progress.set(worker, worker.progress);
    worker.stuckLooks = stuck ? worker.stuckLooks + 1 : 0;
    if (stuck) onStuck(worker);
  }

  #findExpired(worker: WorkerThread, now: number): void {
    const { deadline, onExpired, onUnstoppable } = this.#options;
    const running = worker.runningSlot;
    if (running !== -1) this.#lastRunning.set(worker, now);
    for (const invocation of worker.held) {
      const beganAt = worker.beganAt(invocation);
      // What is suspended can't come round to anything while another one is on the stack.
      if (beganAt === null || (running !== -1 && running !== invocation.placement?.slot)) continue;
      const isOver = now - beganAt > deadline;
      if (invocation.ending === null && isOver) onExpired(worker, invocation);
      else if (this.#goesOn(worker, invocation, now) && (isOver || isAlone(worker, invocation))) {
        onUnstoppable(worker);
        return;
      }
    }
  }

  /** Whether the invocation has had the time to end since it was told to. */
  #goesOn(worker: WorkerThread, { ending, placement }: Invocation, now: number): boolean {
    if (ending === null) return false;
    if (placement?.slot === worker.runningSlot)
      return now - ending.since > (ending.reason === 'deadline' ? grace.running : grace.cancelled);
    return now - Math.max(ending.since, this.#lastRunning.get(worker) ?? 0) > grace.suspended;
  }
}

/** Whether nothing else that its worker has begun would be lost with it. */
function isAlone(worker: WorkerThread, invocation: Invocation): boolean {
  for (const other of worker.held) if (other !== invocation && worker.beganAt(other) !== null) return false;
  return true;
}
