import type { AtelierError } from '../contract/errors.ts';
import type { Halt, InvocationOutput } from '../contract/invocation.ts';
import type { InvocationRequest } from '../contract/worker-messages.ts';
import type { EndReason } from '../worker/channel/worker-memory.ts';
import type { DeployedFunction, Revision } from './revision.ts';
import type { ServedFunction } from './served-function.ts';
import type { WorkerThread } from './worker-thread.ts';

/** How an invocation came out: it ran, well or badly, or it was refused and nothing of it ran. */
export type Outcome =
  | { readonly kind: 'ran'; readonly output: InvocationOutput; readonly served: DeployedFunction }
  | { readonly kind: 'refused'; readonly error: AtelierError };

/** Who called, as far as records tell it. */
export interface Caller {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly method: string;
  readonly userAgent: string;
  readonly target: { readonly path: string };
}

/** Where an invocation is while a worker holds it. */
export interface Placement {
  readonly worker: WorkerThread;
  readonly revision: Revision;
  readonly slot: number;
  readonly ticket: number;
  /** What it adds to its worker's backlog, in microseconds. */
  readonly expected: number;
}

/** An invocation from its arrival to its outcome: in its function's queue while it has no placement. */
export interface Invocation {
  readonly request: InvocationRequest;
  readonly target: ServedFunction;
  readonly caller: Caller;
  /** Called once. */
  readonly settle: (outcome: Outcome) => void;
  placement: Placement | null;
  /** Why it is to end, and since when, in monotonic milliseconds; null while it may go on. */
  ending: { readonly reason: EndReason; readonly since: number } | null;
  /** Whether it was begun before, on a worker that is gone. */
  isRepeated: boolean;
}

/** What can still be read of an invocation whose thread is gone; of the outputs, their ends. */
export type LostRemains = Pick<InvocationOutput, 'trace' | 'stdout' | 'stderr' | 'pages'> & {
  /** Microseconds until its guest began; 0 where it never did. */
  readonly start: number;
};

/** The output of an invocation that can't give one itself: its thread was ended, or died. Milliseconds. */
export function outputOfLost(
  halt: Halt,
  { start, ...remains }: LostRemains,
  elapsed: number,
): InvocationOutput {
  const total = Math.max(elapsed * 1000, start);
  return { halt, ...remains, response: null, timing: { start, run: total - start, total } };
}
