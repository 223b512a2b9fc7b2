import type { Hostcall, ValueKind } from '../contract/hostcalls.ts';

/** A result of a call, or one of its parameters. */
export interface TraceValue {
  readonly name: string;
  readonly kind: ValueKind;
  /** Unsigned, as it crossed the boundary. */
  readonly value: bigint;
}

export interface TraceParameter extends TraceValue {
  /** What a text parameter pointed to, perhaps shortened; null for others. */
  readonly text: string | null;
}

/** One hostcall of an invocation. Times are microseconds since the invocation began, null where none are known. */
export interface TraceCall {
  /** As dmesg spells it: `WASI_FD_WRITE`. */
  readonly name: string;
  /** Its entry in the table; null for one of another platform that we don't know. */
  readonly hostcall: Hostcall | null;
  readonly parameters: readonly TraceParameter[];
  readonly results: readonly TraceValue[];
  /** Null for a call that returns none, or that has not returned. */
  readonly errno: number | null;
  /** False where the invocation ended inside of the call. */
  readonly returned: boolean;
  /** What the host had to say about it. */
  readonly remark: string | null;
  readonly start: number | null;
  readonly end: number | null;
  /** Guest time since the call before, or since the guest began; null next to calls that were not kept. */
  readonly guestBefore: number | null;
}

/** Calls between the first and the last ones that the recording had no room for. */
export interface TraceGap {
  /** How many of the kept calls come before it. */
  readonly position: number;
  readonly calls: number;
}
