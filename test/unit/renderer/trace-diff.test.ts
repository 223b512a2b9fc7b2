import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TraceCall } from '../../../src-main/contract/rpc/invocations.ts';
import { compareFacts, diffCalls } from '../../../src-renderer/traces/trace-diff.ts';
import { sampleCall, sampleTrace } from './sample-calls.ts';

function call(index: number, name: string, fd: string, changes: Partial<TraceCall> = {}): TraceCall {
  return sampleCall(index, {
    name,
    arguments: [
      { name: 'fd', raw: fd, decoded: fd },
      { name: 'iovs', raw: '0', decoded: `0x${index}abc` },
    ],
    ...changes,
  });
}

const summarise = (before: readonly TraceCall[], after: readonly TraceCall[]) =>
  diffCalls(before, after).map(({ kind, before: one, after: other }) => [kind, one?.index, other?.index]);

it('pairs calls that ask the same, wherever they write in memory', () => {
  const before = [call(0, 'fd_read', '3'), call(1, 'fd_write', '1'), call(2, 'fd_write', '4')];
  const after = [call(0, 'fd_read', '3'), call(1, 'clock_time_get', '0'), call(2, 'fd_write', '4')];
  expect(summarise(before, after)).toEqual([
    ['same', 0, 0],
    ['removed', 1, undefined],
    ['added', undefined, 1],
    ['same', 2, 2],
  ]);
});

it('tells a call that went another way from one that is gone', () => {
  const results = [{ name: 'nwritten', value: '7' }];
  expect(summarise([call(0, 'fd_write', '1')], [call(0, 'fd_write', '1', { results })])).toEqual([
    ['changed', 0, 0],
  ]);
  expect(summarise([call(0, 'fd_write', '1')], [call(0, 'fd_write', '2')])).toEqual([['changed', 0, 0]]);
});

it('loses no call and keeps their order, whatever the traces', () => {
  const anyCalls = fc
    .array(fc.tuple(fc.constantFrom('fd_read', 'fd_write', 'clock_time_get'), fc.constantFrom('1', '2', '3')))
    .map((pairs) => pairs.map(([name, fd], index) => call(index, name, fd)));
  fc.assert(
    fc.property(anyCalls, anyCalls, (before, after) => {
      const pairs = diffCalls(before, after);
      expect(pairs.flatMap((pair) => pair.before ?? [])).toEqual(before);
      expect(pairs.flatMap((pair) => pair.after ?? [])).toEqual(after);
    }),
  );
});

it('finds nothing between a trace and itself, however long', () => {
  const long = Array.from({ length: 10_000 }, (_, index) =>
    call(index, `call_${index % 7}`, String(index % 3)),
  );
  expect(diffCalls(long, long).every(({ kind }) => kind === 'same')).toBe(true);
});

it('sets halts, times, calls and memory side by side', () => {
  const before = sampleTrace([sampleCall(0)]);
  const { invocation } = before;
  const after = {
    ...before,
    invocation: { ...invocation, status: 502, halt: 'exception', message: 'boom', total: 900, calls: 0 },
  };
  const facts = Object.fromEntries(compareFacts(before, after).map(({ name, ...fact }) => [name, fact]));
  expect(facts.Status).toEqual({ unit: 'words', before: '200', after: '502' });
  expect(facts.Halt).toEqual({ unit: 'words', before: 'exit code 0', after: 'boom' });
  expect(facts.Total).toEqual({ unit: 'time', before: 220, after: 900 });
  expect(facts.Calls).toEqual({ unit: 'count', before: 1, after: 0 });
  expect(facts.Memory).toEqual({ unit: 'pages', before: 17, after: 17 });
});
