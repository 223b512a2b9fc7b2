import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { InvocationNotice } from '../contract/engine-messages.ts';
import { keptOutputBytes } from '../contract/trace-events.ts';
import type { InvocationRemains } from './kept-invocation.ts';
import { PendingInvocations } from './pending-invocations.ts';
import type { TraceBatch } from './trace-batch.ts';
import { traceBudget } from './trace-store.ts';

/** Milliseconds until what was recorded is sent to be kept: what a dying engine loses of its traces. */
const batchInterval = 250;
/** The same in a flood, most of which is overtaken before it is sent: batches of more than `largeBatch` follow it. */
const floodInterval = 1_000;
const largeBatch = 500;
/** Bytes that wait for the thread at most; remains that exceed them are dropped, their rows are kept. */
const pendingBytes = 48 * 1024 * 1024;
/** Bytes that came in with an invocation which are kept with it; of what is larger, nothing is. */
const largestInput = 64 * 1024;
/** Batches that the thread may be behind. */
const mostUnderWay = 2;

/**
 * Keeps invocations in `traces.db` by a thread of its own, so that nothing here waits for a disk. Of each function
 * only as many wait as would be kept anyway: a flood costs what it may keep, not what it sends.
 */
export class InvocationLog {
  readonly #thread: Worker;
  readonly #pending = new Map<string, PendingInvocations>();
  readonly #waiters: { readonly batch: number; readonly resolve: () => void }[] = [];
  readonly #reportFault: (message: string) => void;
  #pendingBytes = 0;
  /** Batches that were sent, and how many of them the thread has answered. */
  #sent = 0;
  #interval = batchInterval;
  #kept = 0;
  #timer: NodeJS.Timeout | null = null;
  #droppedBodies = 0;
  #problem: string | null = null;

  /** Takes the path of `traces.db`, the key to its secrets, and what hears that it can't be written. */
  constructor(file: string, secretKey: Uint8Array, reportFault: (message: string) => void) {
    this.#reportFault = reportFault;
    this.#thread = new Worker(new URL('./trace-thread.ts', import.meta.url), {
      name: 'traces',
      workerData: { file, secretKey },
    });
    this.#thread.on('message', (problem: string | null) => this.#answered(problem));
    this.#thread.on('error', (error) => this.#failed(String(error)));
    // A thread that ended answers nothing any more: nobody may wait for it.
    this.#thread.on('exit', () => this.#release(Number.POSITIVE_INFINITY));
  }

  /** Invocations whose remains were given up because too much came at once. */
  get droppedBodies(): number {
    return this.#droppedBodies;
  }

  /** Why the last invocations could not be kept; null where they could. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Keeps an invocation, soon; remains are null where nothing of it ran. */
  record(notice: InvocationNotice, remains: InvocationRemains | null): void {
    const bounded = this.#bounded(remains);
    this.#pendingBytes += this.#pendingOf(notice.functionId).add({ notice, remains: bounded });
    this.#timer ??= setTimeout(() => this.#sendWhenDue(), this.#interval);
  }

  /** Waits until everything that was recorded up to now is kept. */
  async flush(): Promise<void> {
    this.#send();
    const batch = this.#sent;
    if (this.#kept >= batch) return;
    await new Promise<void>((resolve) => this.#waiters.push({ batch, resolve }));
  }

  /** Keeps what is left and ends the thread. */
  async close(): Promise<void> {
    const ended = once(this.#thread, 'exit');
    this.#send();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#thread.postMessage(null);
    await ended;
  }

  #bounded(remains: InvocationRemains | null): InvocationRemains | null {
    if (remains === null) return null;
    const bounded = isSmall(remains) ? remains : cutDown(remains);
    if (this.#pendingBytes + sizeOf(bounded) <= pendingBytes) return bounded;
    this.#droppedBodies += 1;
    return null;
  }

  #pendingOf(functionId: string): PendingInvocations {
    let pending = this.#pending.get(functionId);
    if (pending === undefined) {
      pending = new PendingInvocations(traceBudget.invocations);
      this.#pending.set(functionId, pending);
    }
    return pending;
  }

  #sendWhenDue(): void {
    this.#timer = null;
    if (this.#sent - this.#kept < mostUnderWay) this.#send();
    else this.#timer = setTimeout(() => this.#sendWhenDue(), this.#interval);
  }

  #send(): void {
    if (this.#pending.size === 0) return;
    const pending = [...this.#pending.values()];
    const batch: TraceBatch = pending.map(({ content }) => content);
    const invocations = pending.reduce((sum, { count }) => sum + count, 0);
    this.#interval = invocations > largeBatch ? floodInterval : batchInterval;
    this.#pending.clear();
    this.#pendingBytes = 0;
    this.#sent += 1;
    this.#thread.postMessage(
      batch,
      batch.flatMap(({ blocks }) => blocks.map(({ buffer }) => buffer)),
    );
  }

  #answered(problem: string | null): void {
    if (problem === null) this.#problem = null;
    else this.#failed(problem);
    this.#kept += 1;
    this.#release(this.#kept);
  }

  /** What stays wrong, as a full disk does, is reported once. */
  #failed(problem: string): void {
    if (problem !== this.#problem) this.#reportFault(problem);
    this.#problem = problem;
  }

  #release(upTo: number): void {
    while (this.#waiters.length > 0 && this.#waiters[0]!.batch <= upTo) this.#waiters.shift()!.resolve();
  }
}

function isSmall({ stdout, stderr, input }: InvocationRemains): boolean {
  const isSmallOutput = stdout.length <= keptOutputBytes && stderr.length <= keptOutputBytes;
  return isSmallOutput && (input === null || input.body.length <= largestInput);
}

function cutDown({ halt, trace, stdout, stderr, input }: InvocationRemains): InvocationRemains {
  const kept = input !== null && input.body.length <= largestInput ? input : null;
  return { halt, trace, stdout: tailOf(stdout), stderr: tailOf(stderr), input: kept };
}

/** The end of an output; copied where it would keep a much larger buffer from being freed. */
function tailOf(output: Uint8Array): Uint8Array {
  return output.length <= keptOutputBytes ? output : output.slice(-keptOutputBytes);
}

function sizeOf({ trace, stdout, stderr, input }: InvocationRemains): number {
  return trace.length + stdout.length + stderr.length + (input === null ? 0 : input.body.length);
}
