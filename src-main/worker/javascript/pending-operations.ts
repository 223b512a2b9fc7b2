import type { Box } from './quickjs.ts';

/** What an operation came to, for the prelude that began it under this number. */
export interface Completion {
  readonly number: number;
  /** Makes the value; called when the guest is not running, for it allocates in its heap. */
  readonly value: () => Box;
  /** What the guest's promise is rejected with instead, or null. */
  readonly problem: string | null;
}

/** What an invocation has asked of its host and not been given yet: connections, and transfers over them. */
export class PendingOperations {
  /** Begun and not taken. An instance must not be used again while there are any: they may still write to it. */
  count = 0;
  readonly #done: Completion[] = [];
  #wake: () => void = () => {};

  /** Notes an operation, whose promise gives its value. */
  add(number: number, outcome: Promise<() => Box>): void {
    this.count += 1;
    outcome.then(
      (value) => this.#finish({ number, value, problem: null }),
      (error: unknown) => this.#finish({ number, value: nothing, problem: reasonOf(error) }),
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
    const timer = milliseconds < 0 ? undefined : setTimeout(resolve, milliseconds);
    await promise;
    clearTimeout(timer);
  }

  #finish(completion: Completion): void {
    this.#done.push(completion);
    this.#wake();
  }
}

function nothing(): never {
  throw new Error('An operation that failed has no value.');
}

/** What ends with its invocation fails of a symbol, and nobody is left to hear of it. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
