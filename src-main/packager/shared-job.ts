import type { PackagedRelease, PackagingListener } from '../contract/packaging.ts';
import type { JobEvent } from './job-messages.ts';

/** A packaging job that several equal requests wait for together. */
export interface SharedJob {
  /**
   * Waits for the result, and hears everything that the job reports, from its beginning. Throws what the job throws,
   * what the listener throws, or the signal's reason; the job is aborted when nobody waits for it any more.
   */
  join(listener: PackagingListener, signal: AbortSignal | undefined): Promise<PackagedRelease>;
  /** Aborts the job for all who wait. */
  abort(reason: unknown): void;
  /** Settles, and never rejects, when the job has ended. */
  readonly ended: Promise<void>;
}

interface FailedStep {
  readonly kind: 'step';
  readonly name: 'compile' | 'package';
  readonly state: 'failed';
}

/** Somebody who waits; a listener that throws ends the waiting of its owner, and of nobody else. */
interface Waiter {
  readonly listener: PackagingListener;
  reject(error: unknown): void;
}

/** Starts a job; `leave` is called once it can't be joined any more. */
export function shareJob(
  run: (listen: (event: JobEvent) => void, signal: AbortSignal) => Promise<PackagedRelease>,
  leave: () => void,
): SharedJob {
  const controller = new AbortController();
  const history: JobEvent[] = [];
  const waiters = new Set<Waiter>();
  const listen = (event: JobEvent) => {
    history.push(event);
    for (const waiter of waiters) tell(waiter, event);
  };
  const result = run(listen, controller.signal).finally(leave);
  const ended = result.then(
    () => undefined,
    () => {
      const step = runningStep(history);
      if (step !== undefined)
        for (const waiter of waiters) tell(waiter, { kind: 'step', name: step, state: 'failed' });
    },
  );
  const abort = (reason: unknown) => {
    leave();
    controller.abort(reason);
  };
  const join = async (listener: PackagingListener, signal: AbortSignal | undefined) => {
    const { promise: gaveUp, reject } = Promise.withResolvers<never>();
    const waiter = { listener, reject };
    const onAbort = () => reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    for (const event of history) tell(waiter, event);
    waiters.add(waiter);
    try {
      return await Promise.race([result, gaveUp]);
    } catch (error) {
      waiters.delete(waiter);
      if (waiters.size === 0) abort(error);
      throw error;
    } finally {
      waiters.delete(waiter);
      signal?.removeEventListener('abort', onAbort);
    }
  };
  return { abort, ended, join };
}

function tell({ listener, reject }: Waiter, event: JobEvent | FailedStep): void {
  try {
    if (event.kind === 'log') listener.log(event.text);
    else if (event.kind === 'executable') listener.executable?.(event.executable);
    else listener.step(event.name, event.state);
  } catch (error) {
    reject(error);
  }
}

/** The step that the job was at. */
function runningStep(history: readonly JobEvent[]): 'compile' | 'package' | undefined {
  const last = history.findLast((event) => event.kind === 'step');
  return last?.state === 'running' ? last.name : undefined;
}
