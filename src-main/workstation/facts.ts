import type { EngineFacts } from '../contract/engine-messages.ts';
import type { PlatformFacts } from '../contract/rpc/facts.ts';

/** The engine as the status bar shows it; null facts are those of one that is being replaced. */
export function describeEngine(facts: EngineFacts | null): PlatformFacts {
  if (facts === null)
    return {
      engine: 'restarting',
      workers: [],
      queued: 0,
      running: 0,
      served: 0,
      memory: 0,
      unkeptTraces: null,
    };
  const { queued, running, served, memory, unkeptTraces } = facts;
  return {
    engine: 'running',
    workers: facts.workers.map(({ id, state, invocations, executables }) => ({
      id,
      state,
      invocations,
      executables,
    })),
    queued,
    running,
    served,
    memory,
    unkeptTraces,
  };
}
