import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  barsOf,
  buildTimeline,
  callAt,
  fitWindow,
  pan,
  summariseWindow,
  ticksOf,
  zoom,
} from '../../../src-renderer/traces/timeline-model.ts';
import { sampleCall, sampleTrace } from './sample-calls.ts';

const failed = { errno: { code: 8, name: 'badf', meaning: 'bad file descriptor' } };
const calls = [sampleCall(0, { start: 5 }), sampleCall(1, { start: 15, category: 'clock', ...failed })];

describe('a timeline', () => {
  it('has the phases and the calls on one axis, and the guest between them', () => {
    const timeline = buildTimeline(sampleTrace(calls))!;
    expect(timeline.total).toBe(220);
    expect(timeline.phases).toEqual([
      { name: 'start', from: 0, to: 100 },
      { name: 'run', from: 100, to: 200 },
      { name: 'respond', from: 200, to: 220 },
    ]);
    expect(timeline.lanes.map(({ category }) => category)).toEqual(['file', 'clock']);
    expect(timeline.calls.map(({ from, to }) => [from, to])).toEqual([
      [105, 110],
      [115, 120],
    ]);
    expect(timeline.guest).toEqual([
      { from: 100, to: 105 },
      { from: 110, to: 115 },
      { from: 120, to: 200 },
    ]);
  });

  it('gives a call that never returned the rest of the run', () => {
    const timeline = buildTimeline(sampleTrace([sampleCall(0, { start: 30, duration: null })]))!;
    expect(timeline.calls[0]).toMatchObject({ from: 130, to: 200 });
  });

  it('is none where the trace has no times', () => {
    expect(buildTimeline(sampleTrace([sampleCall(0, { start: null, duration: null })]))).toBeNull();
  });

  it('says where calls were not kept', () => {
    const kept = [sampleCall(0), sampleCall(90, { start: 60, gap: null })];
    const timeline = buildTimeline({ ...sampleTrace(kept), dropped: 89 })!;
    expect(timeline.unkept).toEqual({ from: 105, to: 160, calls: 89 });
    expect(timeline.guest).toEqual([
      { from: 95, to: 100 },
      { from: 165, to: 200 },
    ]);
  });

  it('sums up a window', () => {
    const timeline = buildTimeline(sampleTrace(calls))!;
    expect(summariseWindow(timeline, { from: 0, to: 220 })).toEqual({
      calls: 2,
      errors: 1,
      host: 10,
      guest: 90,
    });
    expect(summariseWindow(timeline, { from: 108, to: 112 })).toEqual({
      calls: 0,
      errors: 0,
      host: 2,
      guest: 2,
    });
  });
});

describe('what is drawn', () => {
  it('are at most as many bars as pixels, whatever the calls, and failure is never lost', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      sampleCall(index, { duration: 3, ...(index === 5_000 ? failed : {}) }),
    );
    const timeline = buildTimeline(sampleTrace(many, 100_000))!;
    const bars = barsOf(timeline.calls, { from: 0, to: timeline.total }, 800);
    expect(bars.length).toBeLessThanOrEqual(800);
    expect(bars.some((bar) => bar.failed)).toBe(true);
  });

  it('stays within the picture', () => {
    const timeline = buildTimeline(sampleTrace(calls))!;
    const bars = barsOf(timeline.calls, { from: 108, to: 117 }, 90);
    expect(bars).toEqual([
      { x: 0, width: 20, failed: false },
      { x: 70, width: 20, failed: true },
    ]);
  });
});

describe('looking around', () => {
  it('finds the call under the pointer, or near it', () => {
    const { calls: placed } = buildTimeline(sampleTrace(calls))!;
    expect(callAt(placed, 106, 0)?.call.index).toBe(0);
    expect(callAt(placed, 112, 3)?.call.index).toBe(0);
    expect(callAt(placed, 113.5, 3)?.call.index).toBe(1);
    expect(callAt(placed, 150, 3)).toBeUndefined();
    expect(callAt([], 150, 3)).toBeUndefined();
  });

  it('never leaves the whole', () => {
    const total = 1_000;
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -2_000, max: 2_000, noNaN: true }),
        fc.double({ min: 0, max: 1_000, noNaN: true }),
        (factor, by, at) => {
          for (const { from, to } of [
            zoom({ from: 100, to: 300 }, factor, at, total),
            pan({ from: 100, to: 300 }, by, total),
            fitWindow({ from: at, to: at + 1 }, total),
          ]) {
            expect(from).toBeGreaterThanOrEqual(0);
            expect(to).toBeLessThanOrEqual(total + 1e-6);
            expect(to).toBeGreaterThan(from);
          }
        },
      ),
    );
  });

  it('keeps the place that it zooms in on', () => {
    expect(zoom({ from: 100, to: 300 }, 0.5, 150, 1_000)).toEqual({ from: 125, to: 225 });
  });

  it('has round times on its axis', () => {
    const labels = (from: number, to: number, width: number) =>
      ticksOf({ from, to }, width, 80).map(({ label }) => label);
    expect(labels(0, 100, 400)).toEqual(['0 µs', '20 µs', '40 µs', '60 µs', '80 µs', '100 µs']);
    expect(labels(5_120, 5_140, 200)).toEqual(['5.12 ms', '5.13 ms', '5.14 ms']);
    expect(labels(0, 2_000_000, 400)).toEqual(['0.0 s', '0.5 s', '1.0 s', '1.5 s', '2.0 s']);
  });
});
