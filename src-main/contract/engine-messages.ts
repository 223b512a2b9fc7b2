import type { DesiredFunction } from './engine.ts';
import type { SerializedError } from './errors.ts';
import type { Halt, InvocationTiming, TriggerKind } from './invocation.ts';
import type { PlatformLimits } from './limits.ts';

/** Raised with any change below; an engine refuses to start for a platform that speaks another version. */
export const engineProtocolVersion = 5;

/** What an engine process is started with. */
export interface EngineSettings {
  readonly home: string;
  /** What secrets in `traces.db` are sealed with: 32 bytes. */
  readonly secretKey: Uint8Array;
  /** 0 takes a free one. */
  readonly gatewayPort: number;
  /** Worker threads that serve; spares come on top. */
  readonly workers: number;
  readonly limits: PlatformLimits;
  /** What it serves from its first moment. */
  readonly desired: readonly DesiredFunction[];
  /** What ended with the engine before it, to be kept. */
  readonly lost: readonly InvocationNotice[];
}

/** From the platform to its engine. */
export type EngineOrder =
  | { readonly kind: 'start'; readonly version: number; readonly settings: EngineSettings }
  | { readonly kind: 'prepare'; readonly request: number; readonly target: DesiredFunction }
  | { readonly kind: 'apply'; readonly desired: DesiredFunction }
  | { readonly kind: 'remove'; readonly functionId: string }
  /** Asks to be told when all orders before it are obeyed. */
  | { readonly kind: 'settle'; readonly request: number }
  /** Let so many worker threads serve from now on. */
  | { readonly kind: 'set-workers'; readonly workers: number }
  /** Asks for everything up to now to be in `traces.db`. */
  | { readonly kind: 'keep-traces'; readonly request: number }
  /** Finish what is in flight, keep the traces, and end. */
  | { readonly kind: 'close' };

/** From an engine to its platform. */
export type EngineReport =
  | { readonly kind: 'ready'; readonly gatewayUrl: string; readonly gatewayPort: number }
  /** The engine can't start, and starting it again would not help. */
  | { readonly kind: 'refused'; readonly error: SerializedError }
  | { readonly kind: 'prepared'; readonly request: number; readonly error: SerializedError | null }
  | { readonly kind: 'settled'; readonly request: number }
  | { readonly kind: 'traces-kept'; readonly request: number }
  | { readonly kind: 'facts'; readonly facts: EngineFacts }
  | { readonly kind: 'invocations'; readonly notices: readonly InvocationNotice[] }
  /** A fault of ours that the engine lives on with. */
  | { readonly kind: 'fault'; readonly message: string };

/** One worker thread. */
export interface WorkerFacts {
  readonly id: number;
  readonly state: 'starting' | 'spare' | 'idle' | 'busy' | 'retiring';
  /** Invocations that it holds: running, suspended, or next in line. */
  readonly invocations: number;
  /** Of those, how many wait for a socket or a clock and hold no thread. */
  readonly suspended: number;
  readonly executables: number;
}

/** One function that has traffic right now. */
export interface FunctionFacts {
  readonly functionId: string;
  readonly instances: number;
  readonly queued: number;
}

/** The engine at one moment; sent when it changed, a few times a second at most. */
export interface EngineFacts {
  readonly workers: readonly WorkerFacts[];
  readonly functions: readonly FunctionFacts[];
  readonly queued: number;
  readonly running: number;
  /** Invocations answered since the engine started. */
  readonly served: number;
  /** Resident bytes of the engine process. */
  readonly memory: number;
  /** What has been under way for a moment, the oldest first: it would be lost with the engine. */
  readonly underWay: readonly CallerNotice[];
  /** Traces whose bodies were given up because too much came at once. */
  readonly droppedTraceBodies: number;
  /** Why the newest invocations could not be kept; null where they are, as far as is known. */
  readonly unkeptTraces: string | null;
}

/** How much of what it may have an invocation used, each from 0 to 1. */
export interface LimitShares {
  /** Of the function's memory. */
  readonly memory: number;
  /** Of the deadline. */
  readonly time: number;
  /** Of what stdout, stderr and a response may have, the fullest of them. */
  readonly output: number;
}

/** What is known of an invocation before it has ended. */
export interface CallerNotice {
  readonly id: string;
  readonly functionId: string;
  /** Null where the function had nothing to run. */
  readonly deploymentId: string | null;
  readonly releaseId: string | null;
  readonly trigger: TriggerKind;
  readonly method: string;
  readonly path: string;
  readonly userAgent: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** One invocation that ended, without its bytes: a row of a live list, and of `traces.db`. */
export interface InvocationNotice extends CallerNotice {
  /** The HTTP status of the answer. */
  readonly status: number;
  /** How it ended, or `refused` where nothing was run. */
  readonly halt: Halt['kind'] | 'refused';
  readonly exitCode: number | null;
  readonly message: string | null;
  readonly timing: InvocationTiming;
  readonly pages: number;
  /** Null where nothing ran; not there in what was kept by an older Atelier. */
  readonly used?: LimitShares | null;
  /** Bytes of what came in and what went out. */
  readonly requestSize: number;
  readonly responseSize: number;
}
