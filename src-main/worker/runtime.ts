import type { InvocationInput, InvocationOutput } from '../contract/invocation.ts';
import type { Interruption } from './interruption.ts';
import type { TraceRecorder } from './trace/trace-recorder.ts';

/** A loaded executable that can serve invocations, each in a sandbox that remembers nothing of the one before. */
export interface Runtime {
  /**
   * Serves one invocation. Gives the output itself where the guest never waited, a promise of it where it did;
   * while it waits, further invocations may begin. The interruption can end it from outside. What a guest does wrong is a `halt` in the output, never a throw.
   */
  invoke(
    input: InvocationInput,
    recorder: TraceRecorder,
    interruption?: Interruption,
  ): InvocationOutput | Promise<InvocationOutput>;
  /** What it holds at the moment, for whoever decides what stays loaded. */
  facts(): RuntimeFacts;
  /** Drops what is kept for invocations to come, as far as it is this runtime's own; where they come, it is made again. */
  rest(): void;
  /** Drops instances and images. Nothing is invoked after it. */
  dispose(): void;
}

export interface RuntimeFacts {
  /** Bytes of linear memories and saved images, as far as they are known. */
  readonly memory: number;
  /** Instances that wait to be used again. */
  readonly idleInstances: number;
  /** Why instances are made anew for every invocation; empty where an image is put back. */
  readonly imageObstacles: readonly string[];
}
