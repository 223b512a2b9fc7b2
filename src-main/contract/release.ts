import { z } from 'zod';
import { platformSchema } from './platform-code.ts';

/** The SHA-256 of an object's bytes, lower-case hex: its name in the registry. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
export type Digest = string;

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
  createdAt: z.string(),
});
export type Release = z.infer<typeof releaseSchema>;
