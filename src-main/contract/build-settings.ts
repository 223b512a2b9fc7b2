import { z } from 'zod';

/**
 * How far a function's WebAssembly is optimised. `auto` is `O2` for what its compiler left as it was written and `O0`,
 * nothing, for everything else; the others are the levels of Binaryen's `wasm-opt`.
 */
const optimisationSettings = ['auto', 'O0', 'O1', 'O2', 'O3', 'O4', 'Os', 'Oz'] as const;
export const optimisationSchema = z.enum(optimisationSettings);

/** A level as the optimiser takes it; `O0` is none. */
export const optimisationLevelSchema = optimisationSchema.exclude(['auto']);
export type OptimisationLevel = z.infer<typeof optimisationLevelSchema>;

/**
 * What workers do not load, in Cargo's terms: DWARF, or the names of functions as well. Both are kept beside the
 * executable, so that stack traces have them either way.
 */
export const stripSchema = z.enum(['debuginfo', 'symbols']);
export type Strip = z.infer<typeof stripSchema>;

/** The body and the answer of `…/functions/{functionId}/build`, an extension of ours. */
export const buildSettingsSchema = z.object({
  optimisation: optimisationSchema.default('auto'),
  strip: stripSchema.default('debuginfo'),
});
export type BuildSettings = z.infer<typeof buildSettingsSchema>;
