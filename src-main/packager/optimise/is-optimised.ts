import type { CodeMeasure } from '../module/scan-instructions.ts';

/**
 * Above this share of needless sets the code was not optimised. Measured: clang and rustc without optimisation write
 * 0.24 % (with their optimised C library) to 2.2 %, AssemblyScript 1.25 %; with optimisation, like Go, 0.01 % at most.
 */
const mostNeedless = 0.001;

/** Whether code was optimised by its compiler, as far as its instructions tell. */
export function isOptimised({ instructions, needlessSets }: CodeMeasure): boolean {
  return needlessSets <= instructions * mostNeedless;
}
