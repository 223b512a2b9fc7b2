import type { InvocationNotice } from '../contract/engine-messages.ts';
import type { AtelierError } from '../contract/errors.ts';
import type { Outcome } from '../scheduler/invocation.ts';
import type { ServedFunction } from '../scheduler/served-function.ts';
import type { CallTarget } from './call-target.ts';

/** A request to a function that there is. */
export interface Call {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly target: CallTarget;
  readonly served: ServedFunction;
  readonly method: string;
  readonly userAgent: string;
}

/** What was sent for it, and how many bytes came and went. */
interface Exchange {
  readonly status: number;
  readonly requestSize: number;
  readonly responseSize: number;
}

const noTime = { start: 0, run: 0, total: 0 };

/** The record of an invocation that ran, well or badly. */
export function noticeOfRun(
  call: Call,
  { output, served }: Extract<Outcome, { kind: 'ran' }>,
  exchange: Exchange,
): InvocationNotice {
  const { halt, timing, pages } = output;
  return {
    ...common(call),
    ...exchange,
    deploymentId: served.active.deploymentId,
    releaseId: served.active.releaseId,
    halt: halt.kind,
    exitCode: halt.kind === 'exit' ? halt.code : null,
    message: halt.kind === 'exit' ? null : halt.message,
    timing,
    pages,
  };
}

/** The record of an invocation of which nothing ran. */
export function noticeOfRefusal(call: Call, error: AtelierError): InvocationNotice {
  const { active } = call.served.desired;
  return {
    ...common(call),
    status: error.status,
    requestSize: 0,
    responseSize: 0,
    deploymentId: active?.deploymentId ?? null,
    releaseId: active?.releaseId ?? null,
    halt: 'refused',
    exitCode: null,
    message: error.message,
    timing: noTime,
    pages: 0,
  };
}

function common({ id, receivedAt, target, method, userAgent }: Call) {
  return {
    id,
    functionId: target.functionId,
    trigger: target.trigger ?? 'Std',
    method,
    path: target.path,
    userAgent,
    receivedAt,
  };
}
