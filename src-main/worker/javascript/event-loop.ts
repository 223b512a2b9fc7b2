import { GuestException } from './guest-exception.ts';
import type { JavaScriptInstance } from './javascript-instance.ts';
import { type Box, promiseState } from './quickjs.ts';

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

/**
 * Runs the jobs and timers of a guest. `turn` is the prelude's entry that runs the next timer which is due; it gives
 * the milliseconds until there is one, 0 when it ran one and -1 when there is none.
 */
export class EventLoop {
  readonly #instance: JavaScriptInstance;
  readonly #turn: Box;

  constructor(instance: JavaScriptInstance, turn: Box) {
    this.#instance = instance;
    this.#turn = turn;
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
      const delay = this.#runTimer();
      if (delay < 0) throw neverSettles;
      if (delay > 0) return this.#instance.hostcalls.sleep(delay).then(() => this.settle(value));
    }
  }

  /** Runs until no timer is left. */
  drain(): Eventually<void> {
    for (;;) {
      this.#runJobs();
      const delay = this.#runTimer();
      if (delay < 0) return;
      if (delay > 0) return this.#instance.hostcalls.sleep(delay).then(() => this.drain());
    }
  }

  #runTimer(): number {
    const { quickjs } = this.#instance;
    return quickjs.exports.qjs_get_float64(quickjs.call(this.#turn));
  }

  #runJobs(): void {
    const { exports } = this.#instance.quickjs;
    let more = 1;
    while (more > 0) more = exports.qjs_execute_pending_job();
    if (more < 0) throw new GuestException(exports.qjs_get_exception());
    for (const reason of this.#instance.rejections.values()) throw new GuestException(reason);
  }
}
