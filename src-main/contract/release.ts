import { z } from 'zod';
import { optimisationLevelSchema } from './build-settings.ts';
import { diagnosticSchema } from './diagnostic.ts';
import { platformSchema } from './platform-code.ts';

/** The SHA-256 of an object's bytes, lower-case hex: its name in the registry. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
export type Digest = string;

/** What came of optimising a release. */
export const optimisationOutcomeSchema = z.object({
  level: optimisationLevelSchema,
  /** `optimised` is served; `kept` serves the compiler's output, for the reason that is given. */
  outcome: z.enum(['optimised', 'kept']),
  /** For example `Binaryen 132.0.0`. */
  optimiser: z.string(),
  /** What it was told. */
  flags: z.array(z.string()),
  /** Bytes of the optimised module as workers load it; null where it made none. */
  size: z.int().nullable(),
  reason: z.string().nullable(),
});
export type OptimisationOutcome = z.infer<typeof optimisationOutcomeSchema>;

/**
 * What packaging found and did. Of a JavaScript release it is about the engine and its script together, which export
 * nothing.
 */
export const releaseFactsSchema = z.object({
  /** What the compiler was told, the folder of the build written as `.`; empty for an uploaded module. */
  flags: z.array(z.string()),
  /** Whether its compiler has optimised the code, as far as the code itself tells. */
  compilerOptimised: z.boolean(),
  /** Bytes of the module as workers load it, before it was optimised. */
  packagedSize: z.int(),
  imports: z.array(z.object({ module: z.string(), name: z.string(), kind: z.string() })),
  exports: z.array(z.object({ name: z.string(), kind: z.string() })),
  /** Pages of 64 KiB; null where it has no memory. */
  memory: z.object({ initialPages: z.int(), maximumPages: z.int().nullable() }).nullable(),
  customSections: z.array(z.object({ name: z.string(), size: z.int() })),
  /** Null where nothing was optimised, or not yet. */
  optimisation: optimisationOutcomeSchema.nullable(),
  /** For people, a sentence each. */
  warnings: z.array(z.string()),
  /** What its compiler warned of; not there where nothing compiled it, or an earlier Atelier did. */
  diagnostics: z.array(diagnosticSchema).optional(),
});
export type ReleaseFacts = z.infer<typeof releaseFactsSchema>;

/**
 * A version of a function's code in the registry, made by each upload. `digest` and `size` are the upload's;
 * `wasmDigest` and `wasmSize` those of the WebAssembly it became, null until it was packaged.
 */
export const releaseSchema = z.object({
  id: z.string(),
  functionId: z.string(),
  /** 1, 2, 3 … within its function. */
  number: z.int(),
  platform: platformSchema,
  /** What the upload was recognised as, by its content. */
  content: z.enum(['wasm', 'source', 'archive']),
  digest: digestSchema,
  size: z.int(),
  wasmDigest: digestSchema.nullable(),
  wasmSize: z.int().nullable(),
  /** The compiler that made the WebAssembly, with its version; null for an uploaded module. */
  toolchain: z.string().nullable(),
  /** What packaging found and did; null until it was packaged. */
  facts: releaseFactsSchema.nullable(),
  createdAt: z.string(),
});
export type Release = z.infer<typeof releaseSchema>;
