import type { Halt } from '../contract/invocation.ts';

/**
 * Thrown through a guest to end it: an exit, or a limit that was reached. The only exception that hostcalls throw on
 * purpose. It is no Error, because a stack would be taken for nothing on every `proc_exit`.
 */
export class GuestHalt {
  readonly halt: Halt;

  constructor(halt: Halt) {
    this.halt = halt;
  }
}
