import { setTimeout as delay } from 'node:timers/promises';
import type { DesiredFunction } from '../contract/engine.ts';
import type { CallerNotice, EngineFacts } from '../contract/engine-messages.ts';
import { AtelierError } from '../contract/errors.ts';
import type { InvocationRequest } from '../contract/worker-messages.ts';
import { Dispatcher, type DispatcherOptions } from './dispatcher.ts';
import { FunctionDirectory, isDeployed } from './function-directory.ts';
import type { Caller, Invocation, Outcome } from './invocation.ts';
import type { ServedFunction } from './served-function.ts';

/** An invocation as its submitter holds it. */
export interface Submission {
  /** Nobody waits for it any more: it is refused where it has not begun, and otherwise ended as soon as that can be. */
  cancel(): void;
}

/** Milliseconds after which an invocation counts as under way, and how many of those are told. */
const momentUnderWay = 200;
const mostUnderWay = 100;

/** Serves functions: told what should be, it decides what runs where and answers every invocation. */
export class Scheduler {
  readonly #dispatcher: Dispatcher;
  readonly #functions: FunctionDirectory;
  readonly #queueLimit: number;
  readonly #idle: (() => void)[] = [];
  #open = 0;
  #served = 0;
  #closing = false;

  constructor(options: DispatcherOptions) {
    this.#dispatcher = new Dispatcher(options);
    this.#queueLimit = options.limits.queue;
    this.#functions = new FunctionDirectory((revision) => this.#dispatcher.residency.forget(revision));
  }

  /** The function with this id; undefined where there is none. */
  find(functionId: string): ServedFunction | undefined {
    return this.#functions.find(functionId);
  }

  /**
   * Loads what the target describes on the least loaded worker. Traffic doesn't change.
   * Throws `invalid-module`, `function-failed` or `object-damaged` where it can't be served, `worker-lost` where
   * the worker died meanwhile.
   */
  async prepare(target: DesiredFunction): Promise<void> {
    if (isDeployed(target)) await this.#dispatcher.prepare(this.#functions.prepare(target));
  }

  /** Makes this the desired state of its function, from the next invocation that begins. */
  apply(desired: DesiredFunction): void {
    const target = this.#functions.apply(desired);
    if (target.current === null) this.#dispatcher.refuse(target, noDeployment(desired.functionId));
    this.#dispatcher.pump();
  }

  /** Forgets the function. What is in flight ends; what waits is refused. */
  remove(functionId: string): void {
    const target = this.#functions.remove(functionId);
    if (target !== undefined) this.#dispatcher.refuse(target, unknownFunction(functionId));
  }

  /** Changes how many workers serve, without losing what is in flight. */
  resize(workers: number): void {
    this.#dispatcher.resize(workers);
  }

  /** Runs an invocation of this function and tells its outcome, once, possibly before this returns. */
  submit(
    target: ServedFunction,
    request: InvocationRequest,
    caller: Caller,
    settle: (outcome: Outcome) => void,
  ): Submission {
    const invocation: Invocation = {
      request,
      target,
      caller,
      placement: null,
      ending: null,
      isRepeated: false,
      settle: (outcome) => {
        this.#close(outcome.kind === 'ran');
        settle(outcome);
      },
    };
    this.#open += 1;
    const refusal = this.#accept(invocation);
    if (refusal !== null) invocation.settle({ kind: 'refused', error: refusal });
    return { cancel: () => this.#dispatcher.cancel(invocation) };
  }

  /** The engine's facts at this moment, without those that the scheduler doesn't know. */
  facts(): Pick<EngineFacts, 'workers' | 'functions' | 'queued' | 'running' | 'served' | 'underWay'> {
    const functions = [...this.#functions.all()]
      .filter(({ instances, waiting }) => instances + waiting > 0)
      .map(({ desired, instances, waiting }) => ({
        functionId: desired.functionId,
        instances,
        queued: waiting,
      }));
    return {
      workers: this.#dispatcher.facts(),
      functions,
      queued: functions.reduce((sum, { queued }) => sum + queued, 0),
      running: functions.reduce((sum, { instances }) => sum + instances, 0),
      served: this.#served,
      underWay: this.#underWay(),
    };
  }

  /** Refuses what comes from now on, lets the rest end for so many milliseconds, and ends all threads with what is left. */
  async close(patience: number): Promise<void> {
    this.#closing = true;
    const idle = new Promise<void>((resolve) => this.#idle.push(resolve));
    if (this.#open > 0) await Promise.race([idle, delay(patience, undefined, { ref: false })]);
    await this.#dispatcher.close();
    for (const target of this.#functions.all()) this.#dispatcher.refuse(target, closing());
  }

  /** What nobody has time to tell of is not worth its telling: most invocations end between two looks. */
  #underWay(): CallerNotice[] {
    const before = Date.now() - momentUnderWay;
    return [...this.#functions.all()]
      .flatMap(({ queue }) => queue)
      .concat(this.#dispatcher.held())
      .filter(({ caller }) => caller.receivedAt < before)
      .sort((one, other) => one.caller.receivedAt - other.caller.receivedAt)
      .slice(0, mostUnderWay)
      .map(callerNotice);
  }

  #accept(invocation: Invocation): AtelierError | null {
    const { target } = invocation;
    const { functionId } = target.desired;
    if (this.#closing) return closing();
    if (target.current === null) return noDeployment(functionId);
    // what a worker has not come round to beginning waits for no instance
    const full = target.waiting >= this.#queueLimit + target.freeInstances;
    const first = target.queue.length === 0;
    if (first && (target.mayGrow || !full) && this.#dispatcher.place(invocation)) return null;
    if (full) return this.#tooMany(target);
    this.#dispatcher.enqueue(invocation);
    return null;
  }

  #tooMany(target: ServedFunction): AtelierError {
    const { maxInstances } = target.desired;
    const invocations = maxInstances === 1 ? 'one invocation' : `${maxInstances} invocations`;
    const expected = target.current?.expected ?? 0;
    const seconds = Number.isFinite(expected) ? (expected * target.waiting) / maxInstances / 1e6 : 1;
    return new AtelierError(
      'too-many-requests',
      `The function is at work on ${invocations} (maxInstances) and ${target.waiting} more wait. ` +
        'Try again in a moment, or raise maxInstances.',
      { details: { retryAfterSeconds: Math.max(1, Math.ceil(seconds)) } },
    );
  }

  #close(ran: boolean): void {
    this.#open -= 1;
    if (ran) this.#served += 1;
    if (this.#open === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }
}

function callerNotice({ caller, request, target, placement }: Invocation): CallerNotice {
  const { id, method, userAgent, receivedAt } = caller;
  const active = placement === null ? target.desired.active : placement.revision.served.active;
  return {
    id,
    functionId: target.desired.functionId,
    deploymentId: active?.deploymentId ?? null,
    releaseId: active?.releaseId ?? null,
    trigger: request.trigger,
    method,
    path: caller.target.path,
    userAgent,
    receivedAt,
  };
}

function closing(): AtelierError {
  return new AtelierError(
    'engine-unavailable',
    'The engine is closing, and this had not begun. Send it again.',
  );
}

/** Answers for a function that the engine doesn't know. */
export function unknownFunction(functionId: string): AtelierError {
  return new AtelierError('not-found', `There is no function ${functionId}.`);
}

/** Answers for a function that has nothing to run. */
export function noDeployment(functionId: string): AtelierError {
  return new AtelierError(
    'no-deployment',
    `The function ${functionId} has no READY deployment. Deploy a release to it first.`,
  );
}
