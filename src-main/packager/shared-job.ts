import type { PackagedRelease, PackagingListener } from '../contract/packaging.ts';
import type { JobEvent } from './job-messages.ts';

/** A packaging job that several equal requests wait for together. */
export interface SharedJob {
  /**
   * Waits for the result, and hears everything that the job reports, from its beginning. Throws what the job throws,
   * or the signal's reason; the job itself is aborted when nobody waits for it any more.
   */
  join(listener: PackagingListener, signal: AbortSignal | undefined): Promise<PackagedRelease>;
  /** Aborts the job for all who wait. */
  abort(reason: unknown): void;
  /** Settles, and never rejects, when the job has ended. */
  readonly ended: Promise<void>;
}

/** Starts a job; `leave` is called once it can't be joined any more. */
export function shareJob(
  run: (listen: (event: JobEvent) => void, signal: AbortSignal) => Promise<PackagedRelease>,
  leave: () => void,
): SharedJob {
  const controller = new AbortController();
  const history: JobEvent[] = [];
  const listeners = new Set<PackagingListener>();
  const listen = (event: JobEvent) => {
    history.push(event);
    for (const listener of listeners) tell(listener, event);
  };
  const result = run(listen, controller.signal).finally(leave);
  result.catch(() => {
    const step = runningStep(history);
    if (step !== undefined) for (const listener of listeners) listener.step(step, 'failed');
  });
  const abort = (reason: unknown) => {
    leave();
    controller.abort(reason);
  };
  return {
    abort,
    ended: result.then(
      () => undefined,
      () => undefined,
    ),
    join: async (listener, signal) => {
      for (const event of history) tell(listener, event);
      listeners.add(listener);
      const { promise: aborted, reject } = Promise.withResolvers<never>();
      const onAbort = () => reject(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        return await Promise.race([result, aborted]);
      } finally {
        signal?.removeEventListener('abort', onAbort);
        listeners.delete(listener);
        if (signal?.aborted && listeners.size === 0) abort(signal.reason);
      }
    },
  };
}

function tell(listener: PackagingListener, event: JobEvent): void {
  if (event.kind === 'log') listener.log(event.text);
  else listener.step(event.name, event.state);
}

/** The step that the job was at. */
function runningStep(history: readonly JobEvent[]): 'compile' | 'package' | undefined {
  const last = history.findLast((event) => event.kind === 'step');
  return last?.state === 'running' ? last.name : undefined;
}
