import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { InvocationNotice } from '../../../src-main/contract/engine-messages.ts';
import { type InvocationFilter, invocationFilterSchema } from '../../../src-main/contract/rpc/invocations.ts';
import { type ObjectStore, openObjectStore } from '../../../src-main/registry/object-store.ts';
import type { Store } from '../../../src-main/store/open-store.ts';
import { openTraceStore, type TraceStore } from '../../../src-main/traces/trace-store.ts';
import { listInvocationRows } from '../../../src-main/workstation/invocation-rows.ts';
import { sourceOf } from '../../../src-main/workstation/invocation-source.ts';
import { readInvocationTrace } from '../../../src-main/workstation/invocation-trace.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testCipher } from '../../support/test-cipher.ts';
import { emptyStore } from '../store/empty-store.ts';
import { sampleFunction, sampleRelease } from '../store/samples.ts';

let traces: TraceStore;
let store: Store;
let objects: ObjectStore;

beforeEach(() => {
  traces = openTraceStore(join(temporaryFolder(), 'traces.db'), testCipher);
  onTestFinished(() => traces.close());
  store = emptyStore();
  objects = openObjectStore(temporaryFolder());
  store.functions.insert(sampleFunction('function_1', { name: 'hello' }));
  store.releases.insert(sampleRelease('release_1', { number: 7 }));
});

function notice(id: string, changes: Partial<InvocationNotice> = {}): InvocationNotice {
  return {
    id,
    functionId: 'function_1',
    deploymentId: 'deployment_1',
    releaseId: 'release_1',
    trigger: 'Std',
    method: 'GET',
    path: '/',
    userAgent: 'curl/8.9.0',
    status: 200,
    halt: 'exit',
    exitCode: 0,
    message: null,
    receivedAt: 1_714_564_800_000,
    timing: { start: 10, run: 20, total: 31 },
    pages: 17,
    requestSize: 0,
    responseSize: 5,
    ...changes,
  };
}

function keep(...notices: InvocationNotice[]): void {
  traces.keep(notices.map((kept) => ({ notice: kept, remains: null })));
}

async function list(filter: InvocationFilter): Promise<string[]> {
  const rows = await listInvocationRows(traces, store, invocationFilterSchema.parse(filter), undefined);
  return rows.map(({ id }) => id);
}

describe('the list', () => {
  it('names functions and releases, newest first', async () => {
    keep(notice('one'), notice('two', { functionId: 'function_gone', releaseId: null }));
    const rows = await listInvocationRows(traces, store, invocationFilterSchema.parse({}), undefined);
    expect(rows).toMatchObject([
      { id: 'two', functionName: null, releaseNumber: null },
      {
        id: 'one',
        functionName: 'hello',
        releaseNumber: 7,
        receivedAt: '2024-05-01T12:00:00.000Z',
        source: 'curl',
        start: 10,
        run: 20,
        total: 31,
        message: null,
      },
    ]);
  });

  it('filters', async () => {
    keep(
      notice('well'),
      notice('bad exit', { exitCode: 3 }),
      notice('trapped', { halt: 'trap', exitCode: null, message: 'unreachable', status: 502 }),
      notice('browsed', { userAgent: 'Mozilla/5.0', trigger: 'Http', path: '/items/9' }),
      notice('elsewhere', { functionId: 'function_2' }),
    );
    expect(await list({ outcome: 'failed' })).toEqual(['trapped', 'bad exit']);
    expect(await list({ outcome: 'succeeded', functionId: 'function_1' })).toEqual(['browsed', 'well']);
    expect(await list({ source: 'browser' })).toEqual(['browsed']);
    expect(await list({ trigger: 'Http' })).toEqual(['browsed']);
    expect(await list({ text: 'UNREACH' })).toEqual(['trapped']);
    expect(await list({ text: '/items' })).toEqual(['browsed']);
    expect(await list({ text: 'exit code 3' })).toEqual(['bad exit']);
  });

  it('goes on behind a row, and finds what lies far behind', async () => {
    const many = Array.from({ length: 900 }, (_, index) => notice(`many ${index}`));
    keep(notice('needle', { path: '/needle' }), ...many);
    expect(await list({ limit: 2 })).toEqual(['many 899', 'many 898']);
    expect(await list({ limit: 2, before: 'many 898' })).toEqual(['many 897', 'many 896']);
    expect(await list({ text: '/needle' })).toEqual(['needle']);
  });

  it('stops looking when nobody wants to know any more', async () => {
    keep(notice('one'));
    const filter = invocationFilterSchema.parse({});
    expect(await listInvocationRows(traces, store, filter, AbortSignal.abort())).toEqual([]);
  });
});

describe('a trace', () => {
  it('of an invocation whose recording is gone keeps its row and its reason', async () => {
    keep(notice('refused', { halt: 'refused', exitCode: null, message: 'Too many.', status: 429 }));
    expect(await readInvocationTrace(traces, { store, objects }, 'refused')).toMatchObject({
      invocation: { id: 'refused', status: 429 },
      calls: [],
      halt: { kind: 'refused', message: 'Too many.', stack: [] },
      dmesg: '',
      hasRemains: false,
    });
    keep(notice('old', { exitCode: 3 }), notice('well'));
    const well = await readInvocationTrace(traces, { store, objects }, 'well');
    expect(well.halt.message).toBe('exit code 0');
    expect(await readInvocationTrace(traces, { store, objects }, 'old')).toMatchObject({
      halt: { kind: 'exit', message: 'exit code 3' },
      repeatObstacle: expect.stringContaining('made room for newer ones'),
    });
  });

  it('of an invocation that is not kept says so', async () => {
    await expect(readInvocationTrace(traces, { store, objects }, 'none')).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

it.each([
  ['Pulsar', 'curl/8', 'pulsar'],
  ['Http', 'curl/8.9.0', 'curl'],
  ['Std', 'Mozilla/5.0 (X11)', 'browser'],
  ['Std', 'clever-tools/4.0', 'clever'],
  ['Std', 'Atelier/0.1.0', 'composer'],
  ['Std', '', 'other'],
] as const)('an invocation by %s from %s was sent by %s', (trigger, userAgent, source) => {
  expect(sourceOf({ trigger, userAgent })).toBe(source);
});
