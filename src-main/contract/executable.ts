import { z } from 'zod';
import { digestSchema } from './release.ts';

/** Raised whenever the packager makes something else of the same input, so that nothing stale is reused. */
export const executableVersion = 5;

/**
 * Export of a rewritten module that grows its memory: a mutable `i32` that holds the pages of the last request for
 * memory that was refused; 0 before the first. It is negative once the guest went on in spite of that.
 */
export const refusedGrowthExport = 'atelier.refused';

/**
 * What the packager makes of a release and a worker runs: objects in the registry and how to run them.
 *
 * A `command` is a WASI command whose `_start` serves one invocation. A `javascript` executable is the shared
 * QuickJS module (the same digest for every function) with the function's own bundled script beside it.
 */
export const executableSchema = z.object({
  version: z.literal(executableVersion),
  kind: z.enum(['command', 'javascript']),
  /** The rewritten module: memory imported from `atelier.memory`, mutable globals exported, no debug information. */
  moduleDigest: digestSchema,
  /** The script of a `javascript` executable: UTF-8 source text of one ES module or script. */
  scriptDigest: digestSchema.nullable(),
  /** The release's WebAssembly, with whatever debug information it has. Not there where no registry keeps it. */
  debugDigest: digestSchema.optional(),
  /**
   * Of an optimised module: where its instructions come from. A source map from offsets (columns) of the module before
   * the rewrite, which `codeShifts` leads back to, to offsets (lines) of the release's WebAssembly, both counted from 1.
   */
  originsDigest: digestSchema.optional(),
  /** The names of functions by their index, as JSON (`{"12":"main"}`); there where the module has none any more. */
  namesDigest: digestSchema.optional(),
  /** Size in bytes of the release's WebAssembly, as `?debug` shows it. */
  wasmSize: z.int(),
  memory: z.object({
    /** Pages of 64 KiB right after instantiation. */
    initialPages: z.int(),
    /** The module's own maximum; null where it has none. */
    maximumPages: z.int().nullable(),
    /** True when the rewrite turned the memory into an import; false where the module has to keep its own. */
    imported: z.boolean(),
  }),
  /** Export names under which the rewrite put the mutable globals, for images to save and put back. */
  globals: z.array(z.string()),
  /**
   * Where the code of the rewritten module comes from: from each of these offsets on, it stands that many bytes
   * behind its place in the module before the rewrite. Ascending.
   */
  codeShifts: z.array(z.tuple([z.int(), z.int()]).readonly()).readonly(),
  /** Why an image can't restore this module between two invocations; empty where it can. */
  imageObstacles: z.array(z.string()),
});
export type Executable = z.infer<typeof executableSchema>;
