import type { Box } from './box.ts';
import { GuestException } from './guest-exception.ts';
import type { EngineImage, JavaScriptInstance } from './javascript-instance.ts';
import { type Completion, OperationFailure } from './pending-operations.ts';
import { promiseState } from './quickjs.ts';

/** What a settled promise gives at once, an unsettled one later. */
export type Eventually<Value> = Value | Promise<Value>;

/** Goes on with a value once it is there: at once, without a promise in between, where it is there already. */
export function eventually<Value, Result>(
  value: Eventually<Value>,
  next: (value: Value) => Eventually<Result>,
): Eventually<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Thrown where a promise is awaited that nothing can settle any more. */
export const neverSettles = Symbol('never settles');

/** There is nothing to wait for. */
const idle = Symbol('idle');

/**
 * Runs the jobs and timers of a guest, and hands over what its operations came to. Of the prelude's entries, `turn`
 * runs the next timer which is due; it gives the milliseconds until there is one, 0 when it ran one and -1 when there
 * is none. `complete` settles the promise of an operation.
 */
export class EventLoop {
  readonly #instance: JavaScriptInstance;
  readonly #entries: EngineImage['entries'];

  constructor(instance: JavaScriptInstance, entries: EngineImage['entries']) {
    this.#instance = instance;
    this.#entries = entries;
  }

  /**
   * The value of a promise, or the value itself where it is none. Throws a {@link GuestException} where a promise was
   * rejected, this one or another that nobody handles, and {@link neverSettles}.
   */
  settle(value: Box): Eventually<Box> {
    const { exports } = this.#instance.quickjs;
    for (;;) {
      this.#runJobs();
      if (exports.qjs_is_promise(value) === 0) return value;
      const state = exports.qjs_promise_state(value);
      if (state === promiseState.rejected) throw new GuestException(exports.qjs_promise_result(value));
      if (state === promiseState.fulfilled) return exports.qjs_promise_result(value);
      const waiting = this.#turn();
      if (waiting === idle) throw neverSettles;
      if (waiting !== null) return waiting.then(() => this.settle(value));
    }
  }

  /** Runs until no timer and no operation is left. */
  drain(): Eventually<void> {
    for (;;) {
      this.#runJobs();
      const waiting = this.#turn();
      if (waiting === idle) return;
      if (waiting !== null) return waiting.then(() => this.drain());
    }
  }

  /** Runs one thing that is due and gives null; what to wait for where nothing is, or that there is nothing. */
  #turn(): Promise<void> | typeof idle | null {
    const { operations, hostcalls } = this.#instance;
    const completion = operations.take();
    if (completion !== undefined) {
      this.#complete(completion);
      return null;
    }
    const delay = this.#runTimer();
    if (delay === 0) return null;
    if (operations.count > 0) return operations.next(delay);
    return delay < 0 ? idle : hostcalls.sleep(delay);
  }

  /** Throws what an operation failed of where that is no concern of the function's. */
  #complete(completion: Completion): void {
    const { quickjs } = this.#instance;
    const { qjs_new_number, qjs_get_undefined } = quickjs.exports;
    const number = qjs_new_number(completion.number);
    if ('value' in completion)
      quickjs.call(this.#entries.complete, number, completion.value, qjs_get_undefined());
    else if (!(completion.error instanceof OperationFailure)) throw completion.error;
    else {
      const problem = quickjs.newString(completion.error.message);
      quickjs.call(this.#entries.complete, number, qjs_get_undefined(), problem);
    }
  }

  #runTimer(): number {
    const { quickjs, operations } = this.#instance;
    const underWay = quickjs.exports.qjs_new_number(operations.count);
    return quickjs.exports.qjs_get_float64(quickjs.call(this.#entries.turn, underWay));
  }

  #runJobs(): void {
    const { exports } = this.#instance.quickjs;
    let more = 1;
    while (more > 0) more = exports.qjs_execute_pending_job();
    if (more < 0) throw new GuestException(exports.qjs_get_exception());
    for (const reason of this.#instance.rejections.values()) throw new GuestException(reason);
  }
}
