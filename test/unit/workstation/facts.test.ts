import { expect, it } from 'vitest';
import { platformFactsSchema } from '../../../src-main/contract/rpc/facts.ts';
import { describeEngine } from '../../../src-main/workstation/facts.ts';

it('describes an engine, also while it is being replaced', () => {
  const worker = { id: 1, invocations: 2, suspended: 1, executables: 3 };
  const facts = describeEngine({
    workers: [
      { ...worker, state: 'idle' },
      { ...worker, id: 2, state: 'retiring' },
    ],
    functions: [],
    queued: 4,
    running: 5,
    served: 6,
    memory: 7,
    underWay: [],
    droppedTraceBodies: 0,
    unkeptTraces: 'database or disk is full',
  });
  expect(platformFactsSchema.parse(facts)).toEqual({
    engine: 'running',
    workers: [
      { id: 1, state: 'idle', invocations: 2, executables: 3 },
      { id: 2, state: 'retiring', invocations: 2, executables: 3 },
    ],
    queued: 4,
    running: 5,
    served: 6,
    memory: 7,
    unkeptTraces: 'database or disk is full',
  });
  expect(platformFactsSchema.parse(describeEngine(null))).toMatchObject({
    engine: 'restarting',
    workers: [],
  });
});
