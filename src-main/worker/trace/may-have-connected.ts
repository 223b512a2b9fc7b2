import { connectCalls } from '../../contract/hostcalls.ts';
import { traceHeader, traceHeaderWords, traceSlot, traceSlotWords } from '../../contract/trace-events.ts';

/**
 * Whether a recorded invocation may have done something to the world around it, which takes a connection: it asked for one, or
 * not all of its calls are kept.
 */
export function mayHaveConnected(trace: Uint8Array): boolean {
  const words = new Uint32Array(Uint8Array.from(trace).buffer);
  const kept = Math.floor((words.length - traceHeaderWords) / traceSlotWords);
  if (words[traceHeader.calls]! > kept) return true;
  for (let call = 0; call < kept; call += 1)
    if (connectCalls.has(words[traceHeaderWords + call * traceSlotWords + traceSlot.call]!)) return true;
  return false;
}
