import type { Box } from './box.ts';

/** How an operation ended, for the prelude that began it under this number. */
export type Completion =
  | { readonly number: number; readonly value: Box }
  | { readonly number: number; readonly error: unknown };

/** Why an operation failed, in words for the function whose promise is rejected with it. */
export class OperationFailure {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** What an invocation has asked of its host and not been given yet: connections, and transfers over them. */
export class PendingOperations {
  /** Begun and not taken. An instance must not be used again while there are any: they may still write to it. */
  count = 0;
  readonly #done: Completion[] = [];
  #wake: () => void = () => {};

  /** Notes an operation, whose promise gives its value. */
  add(number: number, outcome: Promise<Box>): void {
    this.count += 1;
    outcome.then(
      (value) => this.#finish({ number, value }),
      (error: unknown) => this.#finish({ number, error }),
    );
  }

  /** The next one that is done, or undefined. */
  take(): Completion | undefined {
    const completion = this.#done.shift();
    if (completion !== undefined) this.count -= 1;
    return completion;
  }

  /** Resolves when one is done, or after that many milliseconds where the number is not negative. */
  async next(milliseconds: number): Promise<void> {
    if (this.#done.length > 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = milliseconds < 0 ? undefined : setTimeout(resolve, Math.min(milliseconds, longestTimer));
    await promise;
    clearTimeout(timer);
  }

  #finish(completion: Completion): void {
    this.#done.push(completion);
    this.#wake();
  }
}

/** Timers hold milliseconds in 31 bits; who waits longer asks again. */
const longestTimer = 2 ** 31 - 1;
