import type { Halt } from '../contract/invocation.ts';
import { mayHaveConnected } from '../worker/trace/may-have-connected.ts';
import type { Invocation } from './invocation.ts';
import type { WorkerThread } from './worker-thread.ts';

/**
 * Whether a begun invocation whose worker is gone can be begun again: it only waited there, somebody still waits for it, and it
 * did nothing yet that anybody could notice. Once: a function may be what its workers die of.
 */
export function mayRepeat(worker: WorkerThread, invocation: Invocation): boolean {
  const { target, placement, cancelledAt, isRepeated } = invocation;
  if (isRepeated || cancelledAt !== null || target.current === null) return false;
  return placement?.slot !== worker.runningSlot && !mayHaveConnected(worker.remainsOf(invocation).trace);
}

/** The halt of an invocation whose worker is gone, with what its caller has to know before sending it again. */
export function haltOfLost(reason: string, trace: Uint8Array): Halt {
  const advice = mayHaveConnected(trace)
    ? 'It may have done something over its connections: send it again where that does no harm'
    : 'It had opened no connection: it can be sent again';
  return { kind: 'lost', message: `${reason}. ${advice}` };
}
