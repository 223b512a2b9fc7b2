/**
 * Lets a function's invocations begin on one worker, in their order, while fewer than `instances` of them are
 * suspended there. Work may so be sent ahead of a free instance without ever using more instances than allowed.
 */
export class InstanceGate<Invocation> {
  /** How many may be begun and unfinished at once. */
  instances = 1;
  /** How many are. */
  live = 0;
  readonly #waiting: Invocation[] = [];

  add(invocation: Invocation): void {
    this.#waiting.push(invocation);
  }

  /** The invocation to begin next; undefined where none waits or none may begin. */
  next(): Invocation | undefined {
    return this.live < this.instances ? this.#waiting.shift() : undefined;
  }
}
