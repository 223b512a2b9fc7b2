import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { InvocationNotice } from '../contract/engine-messages.ts';
import { AtelierError, toAtelierError } from '../contract/errors.ts';
import type { Halt } from '../contract/invocation.ts';
import type { PlatformLimits } from '../contract/limits.ts';
import type { InvocationRequest } from '../contract/worker-messages.ts';
import type { Outcome } from '../scheduler/invocation.ts';
import { noDeployment, type Scheduler, unknownFunction } from '../scheduler/scheduler.ts';
import type { ServedFunction } from '../scheduler/served-function.ts';
import type { InvocationRemains } from '../traces/kept-invocation.ts';
import { type Answer, answerOf, answerOfError, send, sendBeforeBody } from './answer.ts';
import { type CallTarget, originForm, parseCallTarget } from './call-target.ts';
import { debugAnswer } from './debug-answer.ts';
import { type Call, noticeOfRefusal, noticeOfRun } from './invocation-notice.ts';
import { invocationRequest } from './invocation-request.ts';
import { isLoopbackHost } from './loopback-host.ts';
import { type OpenCall, OpenCalls } from './open-calls.ts';
import { hasBody, readBody } from './read-body.ts';

export interface GatewayOptions {
  readonly scheduler: Scheduler;
  readonly limits: PlatformLimits;
  /** Gives an end with the lines of its stack; never rejects. */
  readonly locate: (halt: Halt) => Promise<Halt>;
  /** Hears of every invocation after its answer was sent; remains are null where nothing of it ran. */
  readonly record: (notice: InvocationNotice, remains: InvocationRemains | null) => void;
}

/** Clients that keep a connection longer than the server lose requests on it: longer than they usually do. */
const keepAliveTimeout = 65_000;
const nothing = new Uint8Array(0);

/** The HTTP front door of all functions: `/<function_id>[/sub/path][?query]`, any method (docs/wire.md, 2). */
export function createGateway(options: GatewayOptions): Server {
  const gateway: Gateway = { ...options, openCalls: new OpenCalls() };
  const onRequest = (request: IncomingMessage, response: ServerResponse) =>
    receive(gateway, request, response);
  const server = createServer({ keepAliveTimeout, optimizeEmptyRequests: true }, onRequest);
  // The client waits to be told whether its body is wanted: that is known once the request was looked at.
  server.on('checkContinue', onRequest);
  server.on('connection', (connection) => gateway.openCalls.watch(connection));
  return server;
}

interface Gateway extends GatewayOptions {
  readonly openCalls: OpenCalls;
}

/** A call that was let in. */
interface Admitted extends Call, OpenCall {
  readonly gateway: Gateway;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: CallTarget;
  readonly served: ServedFunction;
}

function receive(gateway: Gateway, request: IncomingMessage, response: ServerResponse): void {
  const id = `invocation_${randomUUID()}`;
  const receivedAt = Date.now();
  let target: CallTarget;
  let served: ServedFunction;
  try {
    target = admit(request);
    served = find(gateway.scheduler, target);
  } catch (error) {
    reject(request, response, toAtelierError(error), id);
    return;
  }
  const { method = 'GET', headers } = request;
  const userAgent = headers['user-agent'] ?? '';
  const submission = null;
  const call: Admitted = {
    gateway,
    request,
    response,
    id,
    receivedAt,
    target,
    served,
    method,
    userAgent,
    submission,
  };
  if (!hasBody(request)) submit(call, nothing);
  else
    takeBody(call).then(
      (body) => submit(call, body),
      (error: unknown) => refuse(call, toAtelierError(error)),
    );
}

/** Throws `forbidden` for another origin's Host, and `invalid-input` for a trigger that there is not. */
function admit(request: IncomingMessage): CallTarget {
  if (!isLoopbackHost(request.headers.host))
    throw new AtelierError(
      'forbidden',
      `The gateway answers to this machine's own names, not to "${request.headers.host ?? ''}".`,
    );
  request.url = originForm(request.url ?? '/');
  const target = parseCallTarget(request.url);
  if (target.trigger === null)
    throw new AtelierError('invalid-input', 'There is no such trigger. Use ?trigger=http, or none.');
  return target;
}

function find(scheduler: Scheduler, { functionId }: CallTarget): ServedFunction {
  if (functionId === '')
    throw new AtelierError('not-found', 'This address names no function. Call /<function_id>.');
  const served = scheduler.find(functionId);
  if (served === undefined) throw unknownFunction(functionId);
  return served;
}

async function takeBody({ gateway, request, response, served }: Admitted): Promise<Uint8Array> {
  if (served.current === null) throw noDeployment(served.desired.functionId);
  return await readBody(request, gateway.limits.requestBody, () => response.writeContinue());
}

function submit(call: Admitted, body: Uint8Array): void {
  const { gateway, request, served, target, id } = call;
  const { socket } = request;
  const given = invocationRequest(id, target, request, body);
  gateway.openCalls.add(socket, call);
  call.submission = gateway.scheduler.submit(served, given, call, (outcome) => {
    gateway.openCalls.delete(socket, call);
    // Only who looks at a stack has its lines looked up.
    if (target.debug) void inSources(gateway, outcome).then((located) => conclude(call, given, located));
    else conclude(call, given, outcome);
  });
}

async function inSources({ locate }: GatewayOptions, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind === 'refused') return outcome;
  const { output } = outcome;
  return { ...outcome, output: { ...output, halt: await locate(output.halt) } };
}

function conclude(call: Admitted, given: InvocationRequest, outcome: Outcome): void {
  if (outcome.kind === 'refused') {
    refuse(call, outcome.error);
    return;
  }
  const { gateway, response, id } = call;
  const answer = answerTo(call, outcome);
  const status = send(response, answer, id);
  const remains = remainsOf(given, outcome);
  const responseSize = response.destroyed ? 0 : answer.body.length;
  const exchange = { status, requestSize: given.body.length, responseSize };
  gateway.record(noticeOfRun(call, outcome, exchange, gateway.limits), remains);
}

/** Field by field, for it is made of every invocation: V8 builds a spread literal by a much slower way. */
function remainsOf(
  { head, body }: InvocationRequest,
  { output, served }: Extract<Outcome, { kind: 'ran' }>,
): InvocationRemains {
  const { halt, trace, stdout, stderr } = output;
  return { halt, trace, stdout, stderr, input: { environment: served.environment, head, body } };
}

function answerTo({ target, id }: Admitted, { output, served }: Extract<Outcome, { kind: 'ran' }>): Answer {
  if (!target.debug || output.halt.kind === 'cancelled') return answerOf(output, id);
  try {
    return debugAnswer(output, target.trigger ?? 'Std', served.active.executable.wasmSize);
  } catch (error) {
    // A recording that a dying thread left half written may not be readable.
    return answerOfError(toAtelierError(error), id);
  }
}

/** Answers an invocation of which nothing ran. */
function refuse(call: Admitted, error: AtelierError): void {
  reject(call.request, call.response, error, call.id);
  call.gateway.record(noticeOfRefusal(call, error), null);
}

function reject(request: IncomingMessage, response: ServerResponse, error: AtelierError, id: string): void {
  const answer = answerOfError(error, id);
  if (hasBody(request) && !request.complete) sendBeforeBody(request, response, answer, id);
  else send(response, answer, id);
}
