import type { InvocationTrace, TraceCall } from '../../src-main/contract/rpc/invocations.ts';
import { hasFailed } from './trace-model.ts';

/** A call on the time axis. Times in microseconds since the invocation was received. */
export interface TimelineCall {
  readonly call: TraceCall;
  readonly from: number;
  readonly to: number;
}

/** A stretch of the axis with a name. */
export interface TimelinePhase {
  readonly name: 'start' | 'run' | 'respond';
  readonly from: number;
  readonly to: number;
}

/** An invocation over time: its phases in their order, the calls in theirs, and each category's calls. */
export interface Timeline {
  readonly total: number;
  readonly phases: readonly TimelinePhase[];
  readonly calls: readonly TimelineCall[];
  readonly lanes: readonly { readonly category: string; readonly calls: readonly TimelineCall[] }[];
  /** Where the guest itself was at work: the run without the calls. */
  readonly guest: readonly Stretch[];
  /** Where calls are missing that the trace had no room for. */
  readonly unkept: (Stretch & { readonly calls: number }) | null;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Places calls and phases on one axis; null where the trace has no times. A call that never returned lasts until the end of the run. */
export function buildTimeline(trace: InvocationTrace): Timeline | null {
  const { start, run, total } = trace.invocation;
  const end = start + run;
  const calls = trace.calls.flatMap((call): TimelineCall[] => {
    if (call.start === null) return [];
    const from = start + call.start;
    return [{ call, from, to: call.duration === null ? Math.max(from, end) : from + call.duration }];
  });
  if (calls.length < trace.calls.length) return null;
  const phases: TimelinePhase[] = [
    { name: 'start', from: 0, to: start },
    { name: 'run', from: start, to: end },
    { name: 'respond', from: end, to: Math.max(total, end) },
  ];
  return {
    total: Math.max(total, end, calls.at(-1)?.to ?? 0),
    phases: phases.filter(({ from, to }) => to > from),
    calls,
    lanes: [...Map.groupBy(calls, ({ call }) => call.category)].map(([category, inLane]) => ({
      category,
      calls: inLane,
    })),
    guest: guestStretches(calls, { from: start, to: end }),
    unkept: unkeptOf(calls, trace.dropped),
  };
}

/** The numbers of calls go on where some are missing. */
function unkeptOf(calls: readonly TimelineCall[], dropped: number): Timeline['unkept'] {
  const after = calls.findIndex(({ call }, index) => call.index > index);
  if (dropped === 0 || after <= 0) return null;
  return { from: calls[after - 1]!.to, to: calls[after]!.from, calls: dropped };
}

/** Time between calls that were not kept is nobody's: a call without a known gap before it ends the guest's stretch. */
function guestStretches(calls: readonly TimelineCall[], run: Stretch): Stretch[] {
  const stretches = calls.flatMap(({ call, from }) =>
    call.gap === null || call.gap <= 0 ? [] : [{ from: from - call.gap, to: from }],
  );
  const last = calls.at(-1)?.to ?? run.from;
  return last < run.to ? [...stretches, { from: last, to: run.to }] : stretches;
}

/** A stretch as it is drawn, in pixels; `failed` where a call in it did. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly failed: boolean;
}

/** Narrowest bar, pixels: whatever happened can be seen. */
const leastWidth = 1;

/**
 * What of a lane is seen in a window, in at most as many bars as there are pixels: stretches that begin on one pixel are
 * one bar, so that ten thousand calls draw as quickly as ten.
 */
export function barsOf(
  stretches: readonly (Stretch & { readonly call?: TraceCall })[],
  window: Stretch,
  width: number,
): Bar[] {
  const scale = width / (window.to - window.from);
  const bars: { x: number; width: number; failed: boolean }[] = [];
  for (let index = firstVisible(stretches, window.from); index < stretches.length; index += 1) {
    const { from, to, call } = stretches[index]!;
    if (from > window.to) break;
    const x = Math.max(0, (from - window.from) * scale);
    const end = Math.max(Math.min(width, (to - window.from) * scale), x + leastWidth);
    const failed = call !== undefined && hasFailed(call);
    const last = bars.at(-1);
    if (last !== undefined && Math.floor(x) === Math.floor(last.x)) {
      last.width = Math.max(last.width, end - last.x);
      last.failed ||= failed;
    } else bars.push({ x, width: end - x, failed });
  }
  return bars;
}

/** Index of the first stretch that ends at or after a time; they are in order. */
function firstVisible(stretches: readonly Stretch[], time: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.to < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The call nearest to a time, no further away than `tolerance` microseconds. */
export function callAt(
  calls: readonly TimelineCall[],
  time: number,
  tolerance: number,
): TimelineCall | undefined {
  const index = firstVisible(calls, time);
  const distance = (call: TimelineCall | undefined): number =>
    call === undefined ? Number.POSITIVE_INFINITY : Math.max(call.from - time, time - call.to, 0);
  const nearest = [calls[index - 1], calls[index]].reduce((one, other) =>
    distance(other) <= distance(one) ? other : one,
  );
  return distance(nearest) <= tolerance ? nearest : undefined;
}

/** Shortest window, microseconds. */
const leastWindow = 1;

/** A window made `factor` times as long around a time that keeps its place, within the whole. */
export function zoom(window: Stretch, factor: number, around: number, total: number): Stretch {
  const length = Math.min(Math.max((window.to - window.from) * factor, leastWindow), total);
  const share = (around - window.from) / (window.to - window.from);
  return within({ from: around - share * length, to: around + (1 - share) * length }, total);
}

/** A window moved by microseconds, within the whole. */
export function pan(window: Stretch, by: number, total: number): Stretch {
  return within({ from: window.from + by, to: window.to + by }, total);
}

/** The window in which a stretch fills a third, and everything where it is fitted twice. */
export function fitWindow({ from, to }: Stretch, total: number): Stretch {
  const length = Math.min(Math.max((to - from) * 3, leastWindow), total);
  const middle = (from + to) / 2;
  return within({ from: middle - length / 2, to: middle + length / 2 }, total);
}

function within({ from, to }: Stretch, total: number): Stretch {
  const length = to - from;
  const start = Math.max(0, Math.min(from, total - length));
  return { from: start, to: start + length };
}

/** A round time on the axis, with as many digits as tell it from the next. */
export interface Tick {
  readonly time: number;
  readonly label: string;
}

/** Round times in a window, no nearer to one another than `space` pixels. */
export function ticksOf(window: Stretch, width: number, space: number): Tick[] {
  const least = ((window.to - window.from) / width) * space;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= least) ?? least;
  const first = Math.ceil(window.from / step);
  const count = Math.floor(window.to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const time = (first + index) * step;
    return { time, label: labelOf(time, step, window.to) };
  });
}

const units = [
  { name: 's', length: 1_000_000 },
  { name: 'ms', length: 1_000 },
  { name: 'µs', length: 1 },
] as const;

function labelOf(time: number, step: number, most: number): string {
  const { name, length } = units.find((unit) => most >= unit.length) ?? units[2];
  const digits = Math.max(0, -Math.floor(Math.log10(step / length)));
  return `${(time / length).toFixed(digits)} ${name}`;
}

/** What happened in a window: the calls that began in it, and where its time went. */
export interface WindowSummary {
  readonly calls: number;
  readonly errors: number;
  readonly host: number;
  readonly guest: number;
}

/** Sums up a window of the timeline, microseconds. */
export function summariseWindow({ calls, guest }: Timeline, window: Stretch): WindowSummary {
  const begun = calls.filter(({ from }) => from >= window.from && from <= window.to);
  return {
    calls: begun.length,
    errors: begun.filter(({ call }) => hasFailed(call)).length,
    host: overlap(calls, window),
    guest: overlap(guest, window),
  };
}

function overlap(stretches: readonly Stretch[], window: Stretch): number {
  return stretches.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to, window.to) - Math.max(from, window.from)),
    0,
  );
}
