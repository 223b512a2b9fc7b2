import type { Halt, InvocationTiming, StackFrame } from '../contract/invocation.ts';
import { readTrace } from './read-trace.ts';
import type { TraceCall, TraceGap } from './trace-call.ts';

/** Where the time of an invocation went, in microseconds; the four add up to its total. */
export interface TracePhases {
  /** Until the sandbox was ready. */
  readonly start: number;
  /** In the guest's own code, and in calls that were not kept. */
  readonly guest: number;
  /** In hostcalls, waiting included. */
  readonly host: number;
  /** From the guest's end to the answer. */
  readonly respond: number;
}

/** All that an invocation left behind about its course. */
export interface TraceModel {
  readonly calls: readonly TraceCall[];
  readonly gap: TraceGap | null;
  readonly halt: Halt;
  /** Innermost first; that of the halt where it has one. */
  readonly stack: readonly StackFrame[];
  readonly timing: InvocationTiming;
  readonly phases: TracePhases;
}

/**
 * Builds the model from what is stored of an invocation: its trace (the format of contract/trace-events.ts), its
 * timing and its halt. Throws `invalid-input` for bytes that are no trace or one of a newer version.
 */
export function buildTraceModel(trace: Uint8Array, timing: InvocationTiming, halt: Halt): TraceModel {
  const { calls, gap } = readTrace(trace);
  const guestEnd = timing.start + timing.run;
  return {
    calls: withGuestTimes(calls, gap, timing.start),
    gap,
    halt,
    stack: stackOf(halt),
    timing,
    phases: phasesOf(timing, hostTime(calls, guestEnd)),
  };
}

/** The stack that a halt brings with it; most bring none. */
export function stackOf(halt: Halt): readonly StackFrame[] {
  return 'stack' in halt ? halt.stack : [];
}

/** Splits an invocation's time, of which `host` microseconds went into hostcalls. */
export function phasesOf({ start, run, total }: InvocationTiming, host: number): TracePhases {
  return { start, guest: run - host, host, respond: total - start - run };
}

function withGuestTimes(calls: readonly TraceCall[], gap: TraceGap | null, guestStart: number) {
  return calls.map((call, index) => {
    if (index === gap?.position || call.start === null) return call;
    const before = index === 0 ? guestStart : (calls[index - 1]?.end ?? null);
    return { ...call, guestBefore: before === null ? null : Math.max(call.start - before, 0) };
  });
}

/** A call that did not return lasted until the guest ended. */
function hostTime(calls: readonly TraceCall[], guestEnd: number): number {
  return calls.reduce((sum, { start, end }) => sum + ((end ?? guestEnd) - (start ?? guestEnd)), 0);
}
