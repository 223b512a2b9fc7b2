import { connectCalls } from '../contract/hostcalls.ts';
import {
  traceHeader,
  traceHeaderWords,
  traceNoErrno,
  traceSlot,
  traceSlotWords,
} from '../contract/trace-events.ts';

/** How many hostcalls a recorded trace has, kept or not, and how many of the kept ones failed. */
export function countCalls(trace: Uint8Array): { calls: number; errors: number } {
  const view = new DataView(trace.buffer, trace.byteOffset, trace.byteLength);
  if (trace.byteLength < traceHeaderWords * 4) return { calls: 0, errors: 0 };
  let errors = 0;
  for (let at = traceHeaderWords; (at + traceSlotWords) * 4 <= trace.byteLength; at += traceSlotWords) {
    const word = (offset: number): number => view.getUint32((at + offset) * 4, true);
    const errno = word(traceSlot.errno);
    const failed = errno === traceNoErrno ? isRefused(word) : errno !== 0;
    if (failed) errors += 1;
  }
  return { calls: view.getUint32(traceHeader.calls * 4, true), errors };
}

/** What connects returns nothing and tells a failure by a descriptor that is none. */
function isRefused(word: (offset: number) => number): boolean {
  return connectCalls.has(word(traceSlot.call)) && word(traceSlot.results) === 0xffff_ffff;
}
