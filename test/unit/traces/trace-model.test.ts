import { describe, expect, it } from 'vitest';
import { hostcalls } from '../../../src-main/contract/hostcalls.ts';
import {
  storedSlots,
  traceHeader,
  traceHeaderWords,
  traceSlot,
  traceSlotWords,
} from '../../../src-main/contract/trace-events.ts';
import { buildTraceModel } from '../../../src-main/traces/trace-model.ts';
import { TraceRecorder } from '../../../src-main/worker/trace/trace-recorder.ts';

const timing = { start: 10, run: 100, total: 115 };
const exit = { kind: 'exit', code: 0 } as const;
const close = hostcalls.findIndex(({ name }) => name === 'fd_close');

/** A trace of calls at those microseconds, an end of -1 for one that did not return, in a ring of 2 and 2. */
function trace(times: readonly (readonly [start: number, end: number])[]): Uint8Array {
  const recorder = new TraceRecorder({ firstSlots: 2, lastSlots: 2 });
  recorder.reset();
  for (const _ of times) recorder.end(recorder.begin(close), 0);
  const bytes = new Uint8Array(recorder.snapshot());
  const words = new Uint32Array(bytes.buffer);
  for (const at of storedSlots(words)) {
    const [start, end] = times[words[at + traceSlot.sequence]!]!;
    new Float64Array(bytes.buffer, (at + traceSlot.start) * 4, 2).set([start, end]);
  }
  return bytes;
}

describe('the model of a trace', () => {
  it('tells where the time went', () => {
    const { phases } = buildTraceModel(
      trace([
        [15, 20],
        [50, 65],
      ]),
      timing,
      exit,
    );
    expect(phases).toEqual({ start: 10, guest: 80, host: 20, respond: 5 });
  });

  it('tells how long the guest ran before each call', () => {
    const { calls } = buildTraceModel(
      trace([
        [15, 20],
        [50, 65],
      ]),
      timing,
      exit,
    );
    expect(calls.map(({ guestBefore }) => guestBefore)).toEqual([5, 30]);
  });

  it('counts a call that did not return until the end of the run', () => {
    const { phases, calls } = buildTraceModel(
      trace([
        [15, 20],
        [50, -1],
      ]),
      timing,
      exit,
    );
    expect(phases.host).toBe(65);
    expect(calls[1]).toMatchObject({ returned: false, end: null });
  });

  it('knows no guest time next to calls that were not kept', () => {
    const times = [
      [11, 12],
      [13, 14],
      [15, 16],
      [17, 18],
      [19, 20],
      [30, 31],
    ] as const;
    const { calls, gap } = buildTraceModel(trace(times), timing, exit);
    expect(gap).toEqual({ position: 2, calls: 2 });
    expect(calls.map(({ guestBefore }) => guestBefore)).toEqual([1, 1, null, 10]);
  });

  it('has the stack of its halt', () => {
    const stack = [{ functionName: 'f', offset: 9, source: null }];
    expect(buildTraceModel(trace([]), timing, { kind: 'trap', message: 'm', stack }).stack).toBe(stack);
    expect(buildTraceModel(trace([]), timing, exit).stack).toEqual([]);
  });

  it('reads bytes at any place of a larger buffer', () => {
    const bytes = trace([[15, 20]]);
    const moved = new Uint8Array(bytes.length + 3);
    moved.set(bytes, 3);
    expect(buildTraceModel(moved.subarray(3), timing, exit).calls).toHaveLength(1);
  });

  it('reads what an Atelier wrote whose slots were all as long as in a ring', () => {
    const bytes = trace([
      [15, 20],
      [50, 65],
    ]);
    const words = new Uint32Array(bytes.buffer);
    const older = new Uint32Array(traceHeaderWords + 2 * traceSlotWords);
    older.set(words.subarray(0, traceHeaderWords));
    for (const [index, at] of storedSlots(words).entries())
      older.set(words.subarray(at, at + traceSlot.note), traceHeaderWords + index * traceSlotWords);
    older[traceHeader.version] = 1;
    expect(buildTraceModel(new Uint8Array(older.buffer), timing, exit)).toEqual(
      buildTraceModel(bytes, timing, exit),
    );
  });

  it('refuses what is no trace, and what a newer version wrote', () => {
    const newer = trace([]);
    newer[traceHeader.version * 4] = 3;
    expect(() => buildTraceModel(newer, timing, exit)).toThrow('version 3');
    expect(() => buildTraceModel(new Uint8Array(100), timing, exit)).toThrow('not a recorded trace');
    expect(() => buildTraceModel(new Uint8Array(0), timing, exit)).toThrow('not a recorded trace');
  });
});
