import { availableParallelism } from 'node:os';
import { describeSize } from '../contract/describe-size.ts';
import { AtelierError } from '../contract/errors.ts';

/** What one packaging job may use, and how many there may be. */
export interface PackagingLimits {
  /** Milliseconds from the start of the job to its end; waiting for its turn does not count. */
  readonly time: number;
  /** Bytes of memory of the job's process and of the compilers that it starts, together. */
  readonly memory: number;
  /** Bytes of build log. */
  readonly log: number;
  /** Bytes of WebAssembly, as compiled and as rewritten. */
  readonly wasm: number;
  /** Jobs at the same time; the others wait in the order in which they came. */
  readonly jobs: number;
}

/** Generous for a compiler at work, tight for one that went astray. */
export const packagingLimits: PackagingLimits = {
  time: 300_000,
  memory: 2 * 1024 ** 3,
  log: 1024 ** 2,
  wasm: 128 * 1024 ** 2,
  jobs: availableParallelism(),
};

const explanations = {
  time: (limit: number) => `took longer than ${limit / 1000} seconds`,
  memory: (limit: number) => `needed more than ${describeSize(limit)} of memory`,
  log: (limit: number) => `wrote a build log of more than ${describeSize(limit)}`,
  wasm: (limit: number) => `made more than ${describeSize(limit)} of WebAssembly`,
};

/** The `packaging-limit` error, which names the limit and what to do about it. */
export function limitExceeded(limit: keyof typeof explanations, value: number): AtelierError {
  return new AtelierError(
    'packaging-limit',
    `Packaging was stopped: it ${explanations[limit](value)}. Make the source smaller, or compile it yourself and deploy the .wasm file.`,
    { details: { limit, value } },
  );
}
