import { connectCalls } from '../../contract/hostcalls.ts';
import { storedSlots, traceHeader, traceSlot, traceWords } from '../../contract/trace-events.ts';

/**
 * Whether a recorded invocation may have done something to the world around it, which takes a connection: it asked for one, or
 * not all of its calls are kept.
 */
export function mayHaveConnected(trace: Uint8Array): boolean {
  const words = traceWords(trace);
  const slots = storedSlots(words);
  if (words[traceHeader.calls]! > slots.length) return true;
  return slots.some((at) => connectCalls.has(words[at + traceSlot.call]!));
}
