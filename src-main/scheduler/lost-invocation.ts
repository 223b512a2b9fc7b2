import type { CallerNotice, InvocationNotice } from '../contract/engine-messages.ts';
import { errorCodes } from '../contract/errors.ts';
import type { Halt } from '../contract/invocation.ts';
import { mayHaveConnected } from '../worker/trace/may-have-connected.ts';
import type { Invocation } from './invocation.ts';
import type { WorkerThread } from './worker-thread.ts';

/**
 * Whether a begun invocation whose worker is gone can be begun again: it only waited there, somebody still waits for it, and it
 * did nothing yet that anybody could notice. Once: a function may be what its workers die of.
 */
export function mayRepeat(worker: WorkerThread, invocation: Invocation): boolean {
  const { target, placement, ending, isRepeated } = invocation;
  if (isRepeated || ending !== null || target.current === null) return false;
  return placement?.slot !== worker.runningSlot && !mayHaveConnected(worker.remainsOf(invocation).trace);
}

/** The halt of an invocation whose worker is gone, with what its caller has to know before sending it again. */
export function haltOfLost(reason: string, trace: Uint8Array): Halt {
  const advice = mayHaveConnected(trace)
    ? 'It may have done something over its connections: send it again where that does no harm'
    : 'It had opened no connection: it can be sent again';
  return { kind: 'lost', message: `${reason}. ${advice}` };
}

/** The record of an invocation that ended with its engine, of which nothing else is left. */
export function noticeOfLost(caller: CallerNotice, reason: string): InvocationNotice {
  const total = (Date.now() - caller.receivedAt) * 1_000;
  return {
    ...caller,
    status: errorCodes['worker-lost'].status,
    halt: 'lost',
    exitCode: null,
    message: `the engine died under it: ${reason}. Its connection was cut: send it again where doing it twice does no harm`,
    timing: { start: 0, run: total, total },
    pages: 0,
    used: null,
    requestSize: 0,
    responseSize: 0,
  };
}
