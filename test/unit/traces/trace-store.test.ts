import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { InvocationNotice } from '../../../src-main/contract/engine-messages.ts';
import type { InvocationRemains } from '../../../src-main/traces/kept-invocation.ts';
import { openTraceStore, type TraceBudget } from '../../../src-main/traces/trace-store.ts';
import { TraceRecorder } from '../../../src-main/worker/trace/trace-recorder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testCipher } from '../../support/test-cipher.ts';

function notice(id: string, functionId = 'function_1'): InvocationNotice {
  return {
    id,
    functionId,
    deploymentId: 'deployment_1',
    releaseId: null,
    trigger: 'Http',
    method: 'GET',
    path: '/',
    userAgent: 'me',
    status: 200,
    halt: 'exit',
    exitCode: 0,
    message: null,
    receivedAt: 1_700_000_000_000,
    timing: { start: 1.5, run: 2.5, total: 4.5 },
    pages: 17,
    requestSize: 1,
    responseSize: 2,
  };
}

function remains(size: number): InvocationRemains {
  const recorder = new TraceRecorder();
  recorder.reset();
  recorder.end(recorder.begin(0), 0);
  recorder.end(recorder.begin(1), 8);
  recorder.end(recorder.begin(2), undefined);
  return {
    halt: { kind: 'exit', code: 0 },
    trace: recorder.snapshot(),
    stdout: new Uint8Array(size).fill(1),
    stderr: new Uint8Array(0),
    input: null,
  };
}

function store(budget: TraceBudget = { invocations: 10, bytes: 1_000_000 }) {
  const opened = openTraceStore(join(temporaryFolder(), 'traces.db'), testCipher, budget);
  onTestFinished(() => opened.close());
  return opened;
}

const everything = { functionId: null, limit: 100, before: null };

it('gives back what it keeps, with the calls counted', () => {
  const traces = store();
  const kept = remains(3);
  traces.keep([{ notice: notice('invocation_1'), remains: kept }]);
  const found = traces.find('invocation_1');
  expect(found?.invocation).toEqual({ ...notice('invocation_1'), calls: 3, errors: 1 });
  expect(found?.remains?.halt).toEqual(kept.halt);
  expect([...found!.remains!.trace]).toEqual([...kept.trace]);
  expect([...found!.remains!.stdout]).toEqual([1, 1, 1]);
  expect(traces.find('invocation_2')).toBeUndefined();
});

it('keeps invocations of which nothing ran', () => {
  const traces = store();
  traces.keep([{ notice: { ...notice('invocation_1'), halt: 'refused', exitCode: null }, remains: null }]);
  expect(traces.find('invocation_1')).toMatchObject({ remains: null, invocation: { calls: 0 } });
});

it('lists the newest first, page by page, of one function or of all', () => {
  const traces = store();
  const ids = ['1', '2', '3', '4'];
  traces.keep(
    ids.map((id) => ({ notice: notice(id, id === '2' ? 'function_2' : 'function_1'), remains: null })),
  );
  expect(traces.list(everything).map(({ id }) => id)).toEqual(['4', '3', '2', '1']);
  expect(traces.list({ ...everything, limit: 2, before: '3' }).map(({ id }) => id)).toEqual(['2', '1']);
  expect(traces.list({ ...everything, functionId: 'function_2' }).map(({ id }) => id)).toEqual(['2']);
});

it('keeps the last invocations of each function', () => {
  const traces = store({ invocations: 3, bytes: 1_000_000 });
  traces.keep([{ notice: notice('other', 'function_2'), remains: remains(1) }]);
  for (let index = 1; index <= 7; index += 1)
    traces.keep([{ notice: notice(`${index}`), remains: remains(1) }]);
  expect(traces.list(everything).map(({ id }) => id)).toEqual(['7', '6', '5', 'other']);
  expect(traces.find('4')).toBeUndefined();
});

it('gives up the oldest remains, and no row, when they exceed the budget', () => {
  const traces = store({ invocations: 1_000, bytes: 1_000_000 });
  for (let index = 0; index < 5; index += 1)
    traces.keep(
      Array.from({ length: 100 }, (_, each) => ({
        notice: notice(`${index}-${each}`),
        remains: remains(4_000),
      })),
    );
  expect(traces.list({ ...everything, limit: 1_000 })).toHaveLength(500);
  expect(traces.find('0-0')).toMatchObject({ remains: null });
  expect(traces.find('4-99')?.remains).not.toBeNull();
});

it('keeps what an invocation was given, and each environment once for as long as somebody has it', () => {
  const traces = store({ invocations: 2, bytes: 1_000_000 });
  const given = (COLOUR: string) => ({
    environment: { COLOUR },
    head: '',
    body: Uint8Array.of(1, 2),
  });
  const keep = (id: string, colour: string) =>
    traces.keep([{ notice: notice(id), remains: { ...remains(1), input: given(colour) } }]);
  keep('1', 'red');
  keep('2', 'blue');
  keep('3', 'blue');
  keep('4', 'green');
  keep('5', 'red');
  expect(traces.find('4')?.remains?.input).toMatchObject({ environment: { COLOUR: 'green' } });
  const { environment, body } = traces.find('5')!.remains!.input!;
  expect([environment, [...body]]).toEqual([{ COLOUR: 'red' }, [1, 2]]);
});

it('keeps what a trigger told of an invocation', () => {
  const traces = store();
  const told = { head: '{"path":"/grüße","headers":{}}', environment: {}, body: Uint8Array.of(1) };
  for (const trigger of ['Std', 'Http', 'Pulsar'] as const) {
    const input = { ...told, head: trigger === 'Std' ? '' : told.head };
    traces.keep([{ notice: { ...notice(trigger), trigger }, remains: { ...remains(1), input } }]);
    expect(traces.find(trigger)?.remains?.input?.head).toBe(input.head);
  }
});

it('keeps how much of its limits an invocation used', () => {
  const traces = store();
  const used = { memory: 0.25, time: 0.001, output: 0 };
  traces.keep([{ notice: { ...notice('invocation_1'), used }, remains: null }]);
  expect(traces.find('invocation_1')?.invocation.used).toEqual(used);
});

it('is emptied by one connection, and goes on to be filled by another', () => {
  const file = join(temporaryFolder(), 'traces.db');
  const budget = { invocations: 1_000, bytes: 100_000 };
  const [writer, reader] = [
    openTraceStore(file, testCipher, budget),
    openTraceStore(file, testCipher, budget),
  ];
  onTestFinished(() => [writer, reader].forEach((each) => void each.close()));
  const fill = (name: string) =>
    writer.keep(
      Array.from({ length: 20 }, (_, each) => ({
        notice: notice(`${name}-${each}`),
        remains: remains(4_000),
      })),
    );
  fill('before');
  const bytes = () => statSync(file).size + statSync(`${file}-wal`).size;
  const full = bytes();
  reader.clear();
  expect(reader.list(everything)).toEqual([]);
  expect(bytes()).toBeLessThan(full);
  fill('after');
  expect(writer.list(everything)).toHaveLength(20);
  // What was there before does not count against the budget any more.
  expect(writer.find('after-0')?.remains).not.toBeNull();
});

it('keeps an invocation once, as it was told first', () => {
  const traces = store();
  traces.keep([{ notice: notice('1'), remains: remains(100) }]);
  traces.keep([
    { notice: { ...notice('1'), halt: 'lost', status: 502 }, remains: remains(100) },
    { notice: notice('2'), remains: null },
  ]);
  expect(traces.list(everything).map(({ id, halt }) => [id, halt])).toEqual([
    ['2', 'exit'],
    ['1', 'exit'],
  ]);
  expect(traces.find('1')?.remains?.stdout).toHaveLength(100);
});
