import { z } from 'zod';
import { otherEngines } from '../second-opinion.ts';

/** Who sent an invocation, as far as can be told: the composer marks its own, the rest goes by the User-Agent. */
export const invocationSources = ['composer', 'curl', 'clever', 'browser', 'pulsar', 'other'] as const;

/** A row of the live list. Durations in microseconds. */
export const invocationRowSchema = z.object({
  id: z.string(),
  functionId: z.string(),
  functionName: z.string().nullable(),
  releaseNumber: z.int().nullable(),
  /** RFC 3339. */
  receivedAt: z.string(),
  trigger: z.enum(['Std', 'Http', 'Pulsar']),
  source: z.enum(invocationSources),
  method: z.string(),
  path: z.string(),
  status: z.int(),
  /** `exit`, `trap`, `exception`, `deadline` …: the kind of the halt. */
  halt: z.string(),
  message: z.string().nullable(),
  start: z.number(),
  run: z.number(),
  total: z.number(),
  calls: z.int(),
  errors: z.int(),
  pages: z.int(),
});
export type InvocationRow = z.infer<typeof invocationRowSchema>;

export const invocationFilterSchema = z.object({
  functionId: z.string().nullish(),
  outcome: z.enum(['all', 'succeeded', 'failed']).default('all'),
  source: z.enum(invocationSources).nullish(),
  trigger: z.enum(['Std', 'Http', 'Pulsar']).nullish(),
  text: z.string().max(200).default(''),
  limit: z.int().min(1).max(500).default(200),
  /** Rows older than this invocation, for the next page. */
  before: z.string().nullish(),
});
export type InvocationFilter = z.input<typeof invocationFilterSchema>;

/** One hostcall as `strace` would show it. */
export const traceCallSchema = z.object({
  index: z.int(),
  /** `wasi_snapshot_preview1.fd_write` */
  module: z.string(),
  name: z.string(),
  /** `file`, `net`, `clock`, `env`, `random`, `process`, `poll`, `host` */
  category: z.string(),
  arguments: z.array(z.object({ name: z.string(), raw: z.string(), decoded: z.string() })),
  results: z.array(z.object({ name: z.string(), value: z.string() })),
  errno: z.object({ code: z.int(), name: z.string(), meaning: z.string() }).nullable(),
  /** Why a call failed that has no errno to return: a connection that did not come about. */
  problem: z.string().nullable(),
  /** Microseconds since the start of the run; null in a trace without call times. */
  start: z.number().nullable(),
  duration: z.number().nullable(),
  /** Guest time since the previous call ended, microseconds. */
  gap: z.number().nullable(),
  /** One sentence for people: `wrote 12 bytes to stdout`. */
  explanation: z.string(),
});
export type TraceCall = z.infer<typeof traceCallSchema>;

export const invocationTraceSchema = z.object({
  invocation: invocationRowSchema,
  calls: z.array(traceCallSchema),
  /** Calls that the ring had no room for, in the middle. */
  dropped: z.int(),
  phases: z.array(z.object({ name: z.enum(['start', 'guest', 'host', 'respond']), duration: z.number() })),
  halt: z.object({
    kind: z.string(),
    message: z.string(),
    stack: z.array(
      z.object({ functionName: z.string(), offset: z.int().nullable(), source: z.string().nullable() }),
    ),
  }),
  dmesg: z.string(),
  stdout: z.string(),
  stderr: z.string(),
  /** Whether calls, `dmesg` and output are there: a refused one has none, and those of old ones make room for newer. */
  hasRemains: z.boolean(),
  /** Why it can't be run again under another engine, as the end of a sentence; null where it can. */
  repeatObstacle: z.string().nullable(),
});
export type InvocationTrace = z.infer<typeof invocationTraceSchema>;

/** An invocation that was run again under another engine. */
export const secondOpinionSchema = z.object({
  engine: z.enum(otherEngines),
  /** What came out differently, as text; of the outputs their ends. Empty where both agree. */
  differences: z.array(
    z.object({
      what: z.enum(['halt', 'response', 'stdout', 'stderr']),
      ours: z.string(),
      theirs: z.string(),
    }),
  ),
  /** What it did there: its calls can be compared with those of the recorded one. */
  trace: invocationTraceSchema,
});
export type SecondOpinion = z.infer<typeof secondOpinionSchema>;
