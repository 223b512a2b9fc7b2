import type { Box } from './box.ts';

/** Something that the guest threw and did not catch; without a value where it ran out of memory over it. */
export class GuestException {
  readonly value: Box | null;

  constructor(value: Box | null) {
    this.value = value;
  }
}
