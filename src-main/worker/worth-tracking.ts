import type { Executable } from '../contract/executable.ts';

/**
 * Keeping account of writes makes code slower by a twentieth as a rule, and by up to a sixth where it does little but
 * write; this is what a run is taken to lose.
 */
const lostShare = 1 / 8;

/** Putting back a page of 64 KiB takes about as many microseconds; of a memory whose writes are known, hardly any. */
const savedByPage = 1;

/**
 * Whether a command starts so much sooner by keeping account of its writes (contract/dirty-pages.ts) that it makes up
 * for the slower code, where its runs take that many microseconds.
 */
export function isWorthTracking({ kind, memory, imageObstacles }: Executable, run: number): boolean {
  const isRecycled = kind === 'command' && memory.imported && imageObstacles.length === 0;
  return isRecycled && run * lostShare < memory.initialPages * savedByPage;
}
