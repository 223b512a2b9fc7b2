import type { ActiveDeployment } from '../contract/engine.ts';
import type { InvocationNotice, LimitShares } from '../contract/engine-messages.ts';
import type { AtelierError } from '../contract/errors.ts';
import type { InvocationOutput } from '../contract/invocation.ts';
import { type PlatformLimits, wasmPageBytes } from '../contract/limits.ts';
import type { Caller, Outcome } from '../scheduler/invocation.ts';
import type { ServedFunction } from '../scheduler/served-function.ts';
import type { CallTarget } from './call-target.ts';

/** A request to a function that there is. */
export interface Call extends Caller {
  readonly target: CallTarget;
  readonly served: ServedFunction;
}

/** What was sent for it, and how many bytes came and went. */
interface Exchange {
  readonly status: number;
  readonly requestSize: number;
  readonly responseSize: number;
}

/** How it ended, as a record tells it. */
type Ending = Pick<InvocationNotice, 'halt' | 'exitCode' | 'message' | 'timing' | 'pages'> & {
  readonly used: LimitShares | null;
};

const noTime = { start: 0, run: 0, total: 0 };

/** The record of an invocation that ran, well or badly. */
export function noticeOfRun(
  call: Call,
  { output, served }: Extract<Outcome, { kind: 'ran' }>,
  exchange: Exchange,
  limits: PlatformLimits,
): InvocationNotice {
  const { halt, timing, pages } = output;
  const exited = halt.kind === 'exit';
  return notice(call, served.active, exchange, {
    halt: halt.kind,
    exitCode: exited ? halt.code : null,
    message: exited ? null : halt.message,
    timing,
    pages,
    used: sharesOf(output, served.maxMemory, limits),
  });
}

/** The record of an invocation of which nothing ran. */
export function noticeOfRefusal(call: Call, { status, message }: AtelierError): InvocationNotice {
  return notice(
    call,
    call.served.desired.active,
    { status, requestSize: 0, responseSize: 0 },
    { halt: 'refused', exitCode: null, message, timing: noTime, pages: 0, used: null },
  );
}

/** Field by field, for it is made of every invocation: V8 builds a spread literal by a much slower way. */
function notice(
  { id, target, method, userAgent, receivedAt }: Call,
  active: ActiveDeployment | null,
  { status, requestSize, responseSize }: Exchange,
  { halt, exitCode, message, timing, pages, used }: Ending,
): InvocationNotice {
  return {
    id,
    functionId: target.functionId,
    deploymentId: active === null ? null : active.deploymentId,
    releaseId: active === null ? null : active.releaseId,
    trigger: target.trigger ?? 'Std',
    method,
    path: target.path,
    userAgent,
    status,
    halt,
    exitCode,
    message,
    receivedAt,
    timing,
    pages,
    used,
    requestSize,
    responseSize,
  };
}

function sharesOf(
  { pages, timing, stdout, stderr, response }: InvocationOutput,
  maxMemory: number,
  { deadline, output }: PlatformLimits,
): LimitShares {
  const written = Math.max(stdout.length, stderr.length, response === null ? 0 : response.body.length);
  return {
    memory: (pages * wasmPageBytes) / maxMemory,
    time: Math.min(1, timing.total / 1000 / deadline),
    output: written / output,
  };
}
