import type { EgressPolicy } from '../../contract/egress.ts';
import type { GuestHalt } from '../guest-halt.ts';
import type { Interruption } from '../interruption.ts';
import type { RefusedGrowth } from '../refused-growth.ts';
import type { TraceRecorder } from '../trace/trace-recorder.ts';
import type { DescriptorTable } from './descriptor-table.ts';
import type { GuestMemory } from './guest-memory.ts';

/** What one invocation brings to the calls of its guest. */
export interface GuestSession {
  /** argv, its first the program's name. */
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where it may connect to; everywhere where nothing is said. */
  readonly egress?: EgressPolicy;
  readonly descriptors: DescriptorTable;
  readonly recorder: TraceRecorder;
  readonly interruption: Interruption;
  /** What a hostcall ended the guest with. Kept because a guest can catch what passes through its frames. */
  halted: GuestHalt | null;
}

/** What hostcalls see. One belongs to each instance; what changes between invocations is its session. */
export interface WasiContext {
  readonly memory: GuestMemory;
  readonly session: GuestSession;
  /** What hears of hostcalls because they tell what a refused request for memory led to. */
  readonly refusedGrowth?: RefusedGrowth | null;
}
