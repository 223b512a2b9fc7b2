import { connectCalls } from '../contract/hostcalls.ts';
import { storedSlots, traceHeader, traceNoErrno, traceSlot, traceWords } from '../contract/trace-events.ts';

/** How many hostcalls a recorded trace has, kept or not, and how many of the kept ones failed. */
export function countCalls(trace: Uint8Array): { calls: number; errors: number } {
  const words = traceWords(trace);
  const failed = storedSlots(words).filter((at) => {
    const errno = words[at + traceSlot.errno];
    return errno === traceNoErrno ? isRefused(words, at) : errno !== 0;
  });
  return { calls: words[traceHeader.calls] ?? 0, errors: failed.length };
}

/** What connects returns nothing and tells a failure by a descriptor that is none. */
function isRefused(words: Uint32Array, at: number): boolean {
  return connectCalls.has(words[at + traceSlot.call]!) && words[at + traceSlot.results] === 0xffff_ffff;
}
