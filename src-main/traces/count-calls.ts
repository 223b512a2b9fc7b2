import {
  traceHeader,
  traceHeaderWords,
  traceNoErrno,
  traceSlot,
  traceSlotWords,
} from '../contract/trace-events.ts';

/** How many hostcalls a recorded trace has, kept or not, and how many of the kept ones returned an error. */
export function countCalls(trace: Uint8Array): { calls: number; errors: number } {
  const view = new DataView(trace.buffer, trace.byteOffset, trace.byteLength);
  if (trace.byteLength < traceHeaderWords * 4) return { calls: 0, errors: 0 };
  let errors = 0;
  for (let at = traceHeaderWords; (at + traceSlotWords) * 4 <= trace.byteLength; at += traceSlotWords) {
    const errno = view.getUint32((at + traceSlot.errno) * 4, true);
    if (errno !== 0 && errno !== traceNoErrno) errors += 1;
  }
  return { calls: view.getUint32(traceHeader.calls * 4, true), errors };
}
