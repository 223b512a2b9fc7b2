import type { Residency } from './residency.ts';
import type { Revision } from './revision.ts';
import type { ServedFunction } from './served-function.ts';
import type { WorkerThread } from './worker-thread.ts';

/**
 * Microseconds of work that may be sent to a worker ahead of its turn. It hides the hop to the thread, which costs
 * more than a short run; what is not begun can be taken back.
 */
const sentAhead = 1_000;
/** And how many invocations: an expectation may be wrong. */
const mostSentAhead = 64;

export interface Choice {
  /** Takes the invocation; null where none has room for it. */
  readonly worker: WorkerThread | null;
  /** Should load the revision, for it could have taken the invocation sooner; null where none could. */
  readonly loader: WorkerThread | null;
}

/** Whether the worker can take an invocation that is expected to run that many microseconds. */
export function hasRoom(worker: WorkerThread, expected: number): boolean {
  if (worker.stuckLooks > 0 || !worker.hasFreeSlot) return false;
  const { busy } = worker;
  return busy === 0 || (busy < mostSentAhead && worker.backlog + expected <= sentAhead);
}

/** The least loaded worker for an invocation of this revision; of equals, one that holds its executable. */
export function chooseWorker(
  workers: readonly WorkerThread[],
  target: ServedFunction,
  revision: Revision,
  residency: Residency,
): Choice {
  let worker: WorkerThread | null = null;
  let loader: WorkerThread | null = null;
  for (const candidate of workers) {
    if (!target.mayGrow && !target.hasInstanceOn(candidate)) continue;
    if (residency.isReady(candidate, revision)) {
      if (hasRoom(candidate, revision.expected) && (worker === null || candidate.busy < worker.busy))
        worker = candidate;
    } else if (candidate.stuckLooks === 0 && (loader === null || candidate.busy < loader.busy))
      loader = candidate;
  }
  if (worker !== null && loader !== null && loader.busy >= worker.busy) loader = null;
  return { worker, loader };
}
