import { describe, expect, it } from 'vitest';
import type { TraceCall } from '../../../src-main/contract/rpc/invocations.ts';
import {
  describeCall,
  everyCall,
  filterCalls,
  shortCall,
  sortSummary,
  summariseCalls,
} from '../../../src-renderer/traces/trace-model.ts';

function call(index: number, changes: Partial<TraceCall> = {}): TraceCall {
  return {
    index,
    module: 'wasi_snapshot_preview1',
    name: 'fd_write',
    category: 'file',
    arguments: [{ name: 'fd', raw: '01', decoded: '1<stdout>' }],
    results: [{ name: 'nwritten', value: '12' }],
    errno: { code: 0, name: 'success', meaning: 'success' },
    problem: null,
    start: index * 10,
    duration: 5,
    gap: 1,
    explanation: 'wrote 12 bytes to stdout',
    ...changes,
  };
}

const failed = call(2, {
  name: 'path_open',
  category: 'path',
  results: [],
  errno: { code: 44, name: 'noent', meaning: 'no such file or directory' },
  duration: 30,
});
const calls = [call(0), call(1, { name: 'clock_time_get', category: 'clock' }), failed];

describe('the calls of a trace', () => {
  it('read as strace prints them', () => {
    expect(describeCall(call(0))).toBe('fd_write(fd=1<stdout>) = nwritten=12');
    expect(shortCall(call(0))).toBe('fd_write(1<stdout>) = 12');
    expect(describeCall(failed)).toBe('path_open(fd=1<stdout>) = noent (44) no such file or directory');
  });

  it('have failed where a connection did not come about', () => {
    const refused = call(3, { name: 'host_tcp_connect', errno: null, results: [], problem: 'refused' });
    expect(shortCall(refused)).toBe('host_tcp_connect(1<stdout>) = refused');
    expect(summariseCalls([refused])[0]).toMatchObject({ errors: 1 });
  });

  it.each([
    ['a name', { text: 'clock' }, [1]],
    ['a regular expression', { text: '/^path_/' }, [2]],
    ['half of one, as it stands', { text: '/^path_(/' }, []],
    ['a category', { categories: ['file', 'clock'] }, [0, 1]],
    ['failure', { errorsOnly: true }, [2]],
  ])('are narrowed by %s', (_, filter, expected) => {
    expect(filterCalls(calls, { ...everyCall, ...filter }).map(({ index }) => index)).toEqual(expected);
  });

  it('are summed by name, the longest first', () => {
    expect(summariseCalls(calls)[0]).toEqual({
      name: 'path_open',
      count: 1,
      errors: 1,
      total: 30,
      longest: 30,
      share: 0.75,
    });
  });

  it.each([
    ['name', 'ascending', ['clock_time_get', 'fd_write', 'path_open']],
    ['name', 'descending', ['path_open', 'fd_write', 'clock_time_get']],
    ['count', 'descending', ['fd_write', 'path_open', 'clock_time_get']],
    ['longest', 'ascending', ['fd_write', 'clock_time_get', 'path_open']],
  ] as const)('are sorted by %s, %s', (column, direction, expected) => {
    const summary = summariseCalls([...calls, call(3)]);
    expect(sortSummary(summary, { column, direction }).map(({ name }) => name)).toEqual(expected);
  });

  it('keep their order where a column says nothing', () => {
    const summary = summariseCalls(calls.map((one) => ({ ...one, duration: null })));
    expect(sortSummary(summary, { column: 'total', direction: 'descending' })).toEqual(summary);
  });

  it('have no sums where the trace has no times', () => {
    expect(summariseCalls([call(0, { duration: null })])[0]).toMatchObject({ total: null, share: null });
  });
});
