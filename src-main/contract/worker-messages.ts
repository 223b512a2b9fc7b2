import type { TrackedCode } from './dirty-pages.ts';
import type { EgressPolicy } from './egress.ts';
import type { SerializedError } from './errors.ts';
import type { Executable } from './executable.ts';
import type { InvocationInput } from './invocation.ts';

/** What differs from one invocation of a revision to the next. */
export type InvocationRequest = Pick<InvocationInput, 'id' | 'trigger' | 'head' | 'body'>;

/**
 * What the scheduler and a worker thread post to each other. Invocations and their outputs don't go this way: they
 * are frames in shared memory (worker/channel), and only those that are too large for it are posted.
 *
 * A revision is a function as it is served: a deployment with one environment and one set of limits. What a worker
 * has to know of it is said once; each invocation then names its number.
 */
export interface ServeOrder<Module> {
  readonly kind: 'serve';
  readonly revision: number;
  /** Whose instances its invocations count among. */
  readonly functionId: string;
  /** Names the executable: revisions with the same key share what was loaded. */
  readonly executableKey: string;
  readonly executable: Executable;
  /** A compiled `WebAssembly.Module`, which threads share. */
  readonly module: Module;
  /** The script of a `javascript` executable. */
  readonly script: string | null;
  readonly environment: Readonly<Record<string, string>>;
  /** Where it may connect to; everywhere where nothing is said. */
  readonly egress?: EgressPolicy;
  /** Bytes over all linear memories. */
  readonly maxMemory: number;
  /** Bytes of stdout, of stderr, and of a response body, each. */
  readonly output: number;
  /** Milliseconds after which a suspended invocation is given up. */
  readonly deadline: number;
}

/** The invocations of this revision are short: what it runs is there in a form that starts sooner. */
export interface TrackOrder<Module> {
  readonly kind: 'track';
  readonly revision: number;
  readonly code: TrackedCode<Module>;
}

/** Nothing more will be asked of this revision; its executable goes with the last revision that shares it. */
export interface ForgetOrder {
  readonly kind: 'forget';
  readonly revision: number;
}

/** The invocation in this slot is to be ended, and may be waiting: its slot's word says why. */
export interface EndOrder {
  readonly kind: 'end';
  readonly slot: number;
}

/** Nothing more will be asked of the thread: it ends when its connections have sent what they were given. */
export interface FinishOrder {
  readonly kind: 'finish';
}

export type WorkerOrder<Module> =
  | ServeOrder<Module>
  | TrackOrder<Module>
  | ForgetOrder
  | EndOrder
  | FinishOrder;

/** The thread is up: it has read its code and takes orders. */
export interface StartReport {
  readonly kind: 'started';
}

/** Answer to `serve`: the executable is loaded, or why it can't be. */
export interface ServeReport {
  readonly kind: 'served';
  readonly revision: number;
  /** Bytes of linear memory and of saved images that the executable holds; 0 where it is not loaded. */
  readonly memory: number;
  readonly error: SerializedError | null;
}

/** A recorder was made; its memory outlives the thread, and invocations name it by its index. */
export interface RecorderReport {
  readonly kind: 'recorder';
  readonly index: number;
  readonly buffer: SharedArrayBuffer;
}

export type WorkerReport = StartReport | ServeReport | RecorderReport;
