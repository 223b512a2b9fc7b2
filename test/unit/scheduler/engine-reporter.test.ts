import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineFacts, EngineReport } from '../../../src-main/contract/engine-messages.ts';
import { EngineReporter } from '../../../src-main/scheduler/engine-reporter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function startReporter() {
  const facts: EngineFacts = {
    workers: [{ id: 1, state: 'idle', invocations: 0, suspended: 0, executables: 0 }],
    functions: [],
    queued: 0,
    running: 0,
    served: 0,
    memory: 0,
    underWay: [],
    droppedTraceBodies: 0,
    unkeptTraces: null,
  };
  const reports: EngineReport[] = [];
  const current = { facts };
  const reporter = new EngineReporter(
    (report) => reports.push(report),
    () => current.facts,
  );
  const become = (news: Partial<EngineFacts>) => {
    current.facts = { ...current.facts, ...news };
  };
  return { reporter, reports, become };
}

test('the facts are told once and then when they change, memory alone being no change', () => {
  const { reports, become } = startReporter();
  vi.advanceTimersByTime(1_000);
  expect(reports).toHaveLength(1);
  become({ memory: 12_345 });
  vi.advanceTimersByTime(1_000);
  expect(reports).toHaveLength(1);
  become({ running: 1 });
  vi.advanceTimersByTime(1_000);
  expect(reports.at(-1)).toMatchObject({ kind: 'facts', facts: { running: 1, memory: 12_345 } });
});

test('without news it rests, and what rouses it is told of', () => {
  const { reporter, reports, become } = startReporter();
  vi.advanceTimersByTime(60_000);
  expect(vi.getTimerCount()).toBe(0);
  reporter.rouse();
  become({ served: 1 });
  vi.advanceTimersByTime(1_000);
  expect(reports.at(-1)).toMatchObject({ facts: { served: 1 } });
});

test('what was told of as under way is told of again as soon as it has ended', () => {
  const { reporter, reports, become } = startReporter();
  const caller = {
    id: 'invocation_1',
    functionId: 'function_1',
    deploymentId: null,
    releaseId: null,
    trigger: 'Std',
    method: 'GET',
    path: '/',
    userAgent: '',
    receivedAt: 0,
  } as const;
  const ended = {
    ...caller,
    status: 200,
    halt: 'exit',
    exitCode: 0,
    message: null,
    timing: { start: 1, run: 2, total: 3 },
    pages: 1,
    requestSize: 0,
    responseSize: 0,
  } as const;
  become({ underWay: [caller] });
  vi.advanceTimersByTime(1_000);
  expect(reports.at(-1)).toMatchObject({ kind: 'facts', facts: { underWay: [caller] } });
  reporter.note(ended);
  expect(reports.at(-1)).toEqual({ kind: 'invocations', notices: [ended] });
  const told = reports.length;
  reporter.note({ ...ended, id: 'invocation_2' });
  expect(reports).toHaveLength(told);
});

test('it does not rest while a worker starts, which is up without a word', () => {
  const { reports, become } = startReporter();
  const worker = { id: 1, invocations: 0, suspended: 0, executables: 0 };
  become({ workers: [{ ...worker, state: 'starting' }] });
  vi.advanceTimersByTime(60_000);
  become({ workers: [{ ...worker, state: 'idle' }] });
  vi.advanceTimersByTime(1_000);
  expect(reports.at(-1)).toMatchObject({ facts: { workers: [{ state: 'idle' }] } });
});
