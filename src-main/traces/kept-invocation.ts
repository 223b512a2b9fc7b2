import type { InvocationNotice } from '../contract/engine-messages.ts';
import type { Halt, InvocationInput } from '../contract/invocation.ts';

/** What an invocation was given: with its release, enough to run it again. */
export type KeptInput = Pick<InvocationInput, 'environment' | 'head' | 'body'>;

/** What an invocation left behind. The outputs may be the end of what was written. */
export interface InvocationRemains {
  readonly halt: Halt;
  /** In the format of contract/trace-events.ts. */
  readonly trace: Uint8Array;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Null where it was larger than is kept. */
  readonly input: KeptInput | null;
}

/** An invocation as it is handed over to be kept; remains are null where nothing of it ran, or where they had to go. */
export interface EndedInvocation {
  readonly notice: InvocationNotice;
  readonly remains: InvocationRemains | null;
}

/** An invocation as it is kept. */
export interface KeptInvocation extends InvocationNotice {
  /** Hostcalls. */
  readonly calls: number;
  /** Of those, how many returned an error. */
  readonly errors: number;
}
