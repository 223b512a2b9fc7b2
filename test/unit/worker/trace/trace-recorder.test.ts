import { describe, expect, it } from 'vitest';
import { hostcalls } from '../../../../src-main/contract/hostcalls.ts';
import { readTrace } from '../../../../src-main/traces/read-trace.ts';
import { snapshotTrace, TraceRecorder } from '../../../../src-main/worker/trace/trace-recorder.ts';

const numberOf = (name: string) => hostcalls.findIndex((call) => call.name === name);
const seek = numberOf('fd_seek');
const yields = numberOf('sched_yield');
const rename = numberOf('path_rename');

const bytes = (text: string) => new TextEncoder().encode(text);

/** Records that many calls of fd_close whose descriptor is the number of the call. */
function recordCloses(recorder: TraceRecorder, count: number): void {
  recorder.reset();
  for (let index = 0; index < count; index += 1) {
    const position = recorder.begin(numberOf('fd_close'));
    recorder.parameter(position, 0, index);
    recorder.end(position, 0);
  }
}

const firstValues = (recorder: TraceRecorder) =>
  readTrace(recorder.snapshot()).calls.map(({ parameters }) => Number(parameters[0]?.value));

describe('recording a call', () => {
  it('keeps parameters of both widths, results, errno and times', () => {
    const recorder = new TraceRecorder();
    recorder.reset();
    const position = recorder.begin(seek);
    recorder.parameter(position, 0, -1);
    recorder.parameter(position, 1, -2n);
    recorder.parameter(position, 2, 2);
    recorder.parameter(position, 3, 0xfe00);
    recorder.result(position, 0, 2n ** 40n);
    recorder.end(position, 0);
    const [call] = readTrace(recorder.snapshot()).calls;
    expect(call?.parameters.map(({ value }) => value)).toEqual([
      0xffff_ffffn,
      0xffff_ffff_ffff_fffen,
      2n,
      0xfe00n,
    ]);
    expect(call?.results).toEqual([{ name: 'newoffset', kind: 'file-size', value: 2n ** 40n }]);
    expect(call).toMatchObject({ name: 'WASI_FD_SEEK', errno: 0, returned: true });
    expect(call?.end).toBeGreaterThanOrEqual(call?.start as number);
  });

  it('shows a call that has not returned, without results', () => {
    const recorder = new TraceRecorder();
    recorder.reset();
    recorder.begin(seek);
    const [call] = readTrace(recorder.snapshot()).calls;
    expect(call).toMatchObject({ returned: false, errno: null, end: null, results: [] });
  });

  it('leaves out the results of a call that failed', () => {
    const recorder = new TraceRecorder();
    recorder.reset();
    recorder.end(recorder.begin(seek), 8);
    expect(readTrace(recorder.snapshot()).calls[0]).toMatchObject({ errno: 8, results: [] });
  });

  it('keeps texts in the order of the parameters, and then the remark', () => {
    const recorder = new TraceRecorder();
    recorder.reset();
    const position = recorder.begin(rename);
    recorder.text(position, bytes('old'));
    recorder.text(position, bytes('néw'));
    recorder.remark(recorder.latest, 'refused');
    recorder.end(position, 0);
    const [call] = readTrace(recorder.snapshot()).calls;
    expect(call?.parameters.flatMap(({ text }) => text ?? [])).toEqual(['old', 'néw']);
    expect(call?.remark).toBe('refused');
  });

  it('shortens texts for those that follow, and for the remark', () => {
    const recorder = new TraceRecorder();
    recorder.reset();
    const position = recorder.begin(rename);
    recorder.text(position, bytes('a'.repeat(500)));
    recorder.text(position, bytes('b'));
    recorder.remark(recorder.latest, 'refused');
    const [call] = readTrace(recorder.snapshot()).calls;
    expect(call?.parameters.flatMap(({ text }) => text ?? [])).toEqual(['a'.repeat(110), '']);
    expect(call?.remark).toBe('refused');
  });

  it('keeps 80 bytes of a remark, whatever the texts are, and as much of those as fits', () => {
    const recorder = new TraceRecorder();
    recorder.reset();
    const position = recorder.begin(rename);
    recorder.text(position, bytes('a'.repeat(60)), 59);
    recorder.text(position, bytes('b'.repeat(60)), 59);
    recorder.remark(position, 'r'.repeat(100));
    const [call] = readTrace(recorder.snapshot()).calls;
    expect(call?.parameters.flatMap(({ text }) => text ?? [])).toEqual(['a'.repeat(18), 'b'.repeat(19)]);
    expect(call?.remark).toBe('r'.repeat(80));
  });

  it('lets calls nest and overlap', () => {
    const recorder = new TraceRecorder();
    recorder.reset();
    const outer = recorder.begin(seek);
    const inner = recorder.begin(yields);
    recorder.end(outer, 29);
    recorder.end(inner, 0);
    expect(readTrace(recorder.snapshot()).calls.map(({ errno }) => errno)).toEqual([29, 0]);
  });
});

describe('the ring', () => {
  it('keeps all calls while there is room', () => {
    const recorder = new TraceRecorder({ firstSlots: 2, lastSlots: 3 });
    recordCloses(recorder, 5);
    expect(firstValues(recorder)).toEqual([0, 1, 2, 3, 4]);
    expect(readTrace(recorder.snapshot()).gap).toBeNull();
  });

  it.each([6, 7, 8, 9, 100])('keeps the first and the last of %i calls and counts the others', (count) => {
    const recorder = new TraceRecorder({ firstSlots: 2, lastSlots: 3 });
    recordCloses(recorder, count);
    expect(firstValues(recorder)).toEqual([0, 1, count - 3, count - 2, count - 1]);
    expect(readTrace(recorder.snapshot()).gap).toEqual({ position: 2, calls: count - 5 });
  });

  it('does not let a call that returns late write into the slot of another', () => {
    const recorder = new TraceRecorder({ firstSlots: 1, lastSlots: 1 });
    recordCloses(recorder, 1);
    const late = recorder.begin(seek);
    const last = recorder.begin(yields);
    recorder.end(late, 8);
    expect(readTrace(recorder.snapshot()).calls[1]).toMatchObject({ returned: false, errno: null });
    recorder.end(last, 0);
    expect(readTrace(recorder.snapshot()).calls[1]).toMatchObject({ name: 'WASI_SCHED_YIELD', errno: 0 });
  });

  it('forgets everything when it is reset', () => {
    const recorder = new TraceRecorder();
    recordCloses(recorder, 3);
    recorder.reset();
    expect(readTrace(recorder.snapshot())).toEqual({ calls: [], gap: null });
  });

  it('can be read from its shared memory alone', () => {
    const recorder = new TraceRecorder();
    recordCloses(recorder, 3);
    expect(snapshotTrace(recorder.buffer)).toEqual(recorder.snapshot());
  });
});
