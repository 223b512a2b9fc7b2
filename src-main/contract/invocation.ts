import type { EgressPolicy } from './egress.ts';
import type { Digest } from './release.ts';

/** What executed the function; spelled as `?debug` spells it (docs/wire.md, 2). */
export type TriggerKind = 'Std' | 'Http' | 'Pulsar';

/** What `trigger_http` is told of a request beside its body (docs/wire.md, 3). */
export interface HttpTriggerRequest {
  readonly method: string;
  /** The whole URL as it was called. */
  readonly url: string;
  /** What follows the function's id, `/` where nothing does. */
  readonly path: string;
  /** A name that occurs more than once has a list; the platform's own `trigger` and `debug` are left out. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Canonical spelling (`User-Agent`); several values of one header are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What `trigger_pulsar` is told of a message beside its payload (docs/wire.md, 3). Times in milliseconds since the epoch. */
export interface PulsarTriggerMessage {
  readonly topic: string;
  readonly messageId: string;
  readonly key: string | null;
  readonly properties: Readonly<Record<string, string>>;
  readonly publishTime: number;
  readonly eventTime: number;
  readonly redeliveryCount: number;
}

/** The structured answer of an HTTP trigger, checked. */
export interface HttpTriggerResponse {
  readonly status: number;
  readonly statusText: string;
  /** In the function's own order and spelling; a name may occur more than once (`Set-Cookie`). */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** What a worker is asked to run. */
export interface InvocationInput {
  /** `invocation_<uuid>` */
  readonly id: string;
  readonly trigger: TriggerKind;
  /** argv, its first the program's name. */
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What is told of the body, as JSON: `HttpTriggerRequest`, `PulsarTriggerMessage`; empty for Std. */
  readonly head: string;
  /** What came in: stdin, the body of a request, the payload of a message. */
  readonly body: Uint8Array;
  /** Where it may connect to; everywhere where nothing is said. */
  readonly egress?: EgressPolicy;
  readonly limits: {
    /** Bytes over all linear memories. */
    readonly maxMemory: number;
    /** Bytes of stdout, of stderr, and of a response body, each. */
    readonly output: number;
  };
}

/** A frame of a guest stack, innermost first. */
export interface StackFrame {
  /** From the name section, or `wasm-function[12]`, or a JavaScript function's name. */
  readonly functionName: string;
  /** Byte offset in the release's WebAssembly; null for JavaScript frames. */
  readonly offset: number | null;
  /** `function.js:3:11` for JavaScript frames; `src/main.rs:4:5` where somebody looked it up in the DWARF. */
  readonly source: string | null;
}

/** What a guest that broke off leaves behind. */
export interface Breakdown {
  readonly message: string;
  readonly stack: readonly StackFrame[];
  /** The release's WebAssembly, whose DWARF knows lines; not there for scripts. */
  readonly debugDigest?: Digest;
  /** The object that leads from the stack's offsets to those of the release's WebAssembly, where it was optimised. */
  readonly originsDigest?: Digest;
}

/** Why an invocation ended. */
export type Halt =
  | { readonly kind: 'exit'; readonly code: number }
  | ({ readonly kind: 'trap' | 'exception' | 'memory-limit' | 'stack-limit' } & Breakdown)
  | { readonly kind: 'malformed-response'; readonly message: string }
  | { readonly kind: 'output-limit'; readonly message: string }
  | { readonly kind: 'deadline'; readonly message: string }
  /** Whoever called it went away before it was answered. */
  | { readonly kind: 'cancelled'; readonly message: string }
  /** The worker or engine died under it; the message says of what. */
  | { readonly kind: 'lost'; readonly message: string };

/** Durations of one invocation, in microseconds with fractions. */
export interface InvocationTiming {
  /** Until the sandbox was ready: image put back or instance made. */
  readonly start: number;
  /** In the guest and its hostcalls. */
  readonly run: number;
  /** The worker's whole share, start to answer. */
  readonly total: number;
}

/** What a worker gives back. */
export interface InvocationOutput {
  readonly halt: Halt;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Of an HTTP trigger that ended well; null otherwise. */
  readonly response: HttpTriggerResponse | null;
  readonly timing: InvocationTiming;
  /** Size of the memory at the end, in pages of 64 KiB. */
  readonly pages: number;
  /** The recorded events, in the format of `trace-events.ts`. */
  readonly trace: Uint8Array;
}
