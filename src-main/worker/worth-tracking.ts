import type { Executable } from '../contract/executable.ts';

/**
 * What a run is taken to lose: most code becomes slower by a twentieth, what does little but write by a sixth, and an
 * interpreter by a fourth.
 */
const lostShare = { command: 1 / 8, javascript: 1 / 4 } as const;

/**
 * Microseconds that a start saves for each page of 64 KiB that need not be put back: of a command, whose memory is
 * mostly stack and heap that it does not reach, all of them; of QuickJS, whose heap is full of what scripts touch, half.
 */
const savedByPage = { command: 1, javascript: 1 / 2 } as const;

/**
 * Whether a function starts so much sooner by keeping account of its writes (contract/dirty-pages.ts) that it makes up
 * for the slower code, where its runs take that many microseconds.
 */
export function isWorthTracking({ kind, memory, imageObstacles }: Executable, run: number): boolean {
  const isRecycled = memory.imported && imageObstacles.length === 0;
  return isRecycled && run * lostShare[kind] < memory.initialPages * savedByPage[kind];
}
