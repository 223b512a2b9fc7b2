import type { Halt } from '../contract/invocation.ts';
import { type InvocationSlots, signal } from './channel/worker-memory.ts';
import { GuestHalt } from './guest-halt.ts';

/** Why an invocation is ended from outside. */
type Ending = Extract<Halt, { kind: 'cancelled' | 'deadline' }>;

/**
 * How an invocation is ended from outside, wherever its guest is: hostcalls ask whether it is to end, and what it waits for is
 * broken off. A guest that only computes hears nothing.
 */
export class Interruption {
  readonly #engine: InvocationWords | null;
  readonly #listeners = new Set<(halt: GuestHalt) => void>();
  #slot = 0;
  #deadline = 0;

  /** Takes where the engine says what is to end; without it, nothing is. */
  constructor(engine: InvocationWords | null = null) {
    this.#engine = engine;
  }

  /** Serves the invocation in that slot from now on, which may take that many milliseconds. */
  serve(slot: number, deadline: number): void {
    this.#slot = slot;
    this.#deadline = deadline;
  }

  /** Whether it serves the invocation in that slot. */
  serves(slot: number): boolean {
    return this.#slot === slot;
  }

  /** What the invocation is to end with; null while it may go on. */
  get halt(): GuestHalt | null {
    const reason = this.#engine === null ? null : this.#engine.slots.endOf(this.#slot);
    if (reason === null) return null;
    return new GuestHalt(reason === 'cancelled' ? callerLeft : expired(this.#deadline));
  }

  /** Breaks off what the invocation waits for, because its time is over or for what the engine says. */
  breakOff(): void {
    const halt = this.halt ?? new GuestHalt(expired(this.#deadline));
    for (const listener of this.#listeners) listener(halt);
    this.#listeners.clear();
  }

  /** Calls the listener when what it belongs to is broken off. Gives what ends that. */
  onBreak(listener: (halt: GuestHalt) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What a wait comes to; rejects with the halt as soon as it is broken off, and hears nothing of the wait then. */
  during<Value>(wait: Promise<Value>): Promise<Value> {
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    const forget = this.onBreak(reject);
    wait.then(
      (value) => {
        forget();
        resolve(value);
      },
      (error: unknown) => {
        forget();
        reject(error);
      },
    );
    return promise;
  }

  /** The same for a guest whose stack is put aside meanwhile: another one may hold the thread. */
  duringAbsence<Value>(wait: Promise<Value>): Promise<Value> {
    this.#holdThread(-1);
    const back = <Outcome>(outcome: Outcome): Outcome => {
      this.#holdThread(this.#slot);
      return outcome;
    };
    return this.during(wait).then(back, (error: unknown) => {
      throw back(error);
    });
  }

  #holdThread(slot: number): void {
    if (this.#engine !== null) Atomics.store(this.#engine.signals, signal.running, slot);
  }
}

/** The words that the engine and this thread share of its invocations. */
export interface InvocationWords {
  readonly slots: InvocationSlots;
  readonly signals: Int32Array;
}

/** The end of an invocation that nobody waits for any more. */
export const callerLeft: Ending = {
  kind: 'cancelled',
  message: 'whoever called it went away before it was answered',
};

/** The end of an invocation at its deadline, in milliseconds. */
export function expired(deadline: number): Ending {
  return { kind: 'deadline', message: `it did not end within ${deadline / 1_000} s` };
}
