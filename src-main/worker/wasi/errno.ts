import { type ErrnoName, errnoNames } from '../../contract/hostcalls.ts';

/** An errno of WASI preview 1: 0 is success. Guest errors are returned, never thrown. */
export type Errno = number;

/**
 * What a transfer gives: how many bytes (or which position) it came to, or an errno negated, as system calls do.
 * One number, so that the hot calls allocate nothing.
 */
export type Count = number;

/** Numbers by name: `errno.badf` is 8. The names are those of the contract's list. */
export const errno = Object.fromEntries(errnoNames.map((name, number) => [name, number])) as Readonly<
  Record<ErrnoName, Errno>
>;
