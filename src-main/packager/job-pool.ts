import type { JobProcess } from './job-process.ts';
import { createTurns } from './turns.ts';

/** Job processes, so many and no more, given out in the order in which they were asked for. */
export interface JobPool {
  /** Runs the work with a process of its own. Throws what the work throws, or the signal's reason. */
  use<T>(work: (process: JobProcess) => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Ends the processes that wait for work; those at work end with it. */
  close(): Promise<void>;
}

/**
 * Starts processes as they are needed, up to `size`, and keeps `ready` of them, one or none, started ahead of need:
 * starting one takes longer than packaging a script does. The others are ended when their work is done.
 */
export function createJobPool(size: number, start: () => JobProcess, ready: 0 | 1 = 1): JobPool {
  const turns = createTurns(size);
  const endings = new Set<Promise<void>>();
  const spares: JobProcess[] = ready === 1 ? [start()] : [];
  let closed = false;

  const end = (process: JobProcess) => {
    const ending = process.end().finally(() => endings.delete(ending));
    endings.add(ending);
  };
  const giveBack = (process: JobProcess) => {
    if (process.usable) spares.push(process);
    else end(process);
    if (spares.length < ready && !closed) spares.push(start());
    for (const surplus of spares.splice(closed ? 0 : ready)) end(surplus);
  };
  return {
    use: async (work, signal) => {
      await turns.take(signal);
      const process = spares.splice(0).find((spare) => spare.usable) ?? start();
      try {
        return await work(process);
      } finally {
        giveBack(process);
        turns.give();
      }
    },
    close: async () => {
      closed = true;
      for (const spare of spares.splice(0)) end(spare);
      await Promise.all(endings);
    },
  };
}
