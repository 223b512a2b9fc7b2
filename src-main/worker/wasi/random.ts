import { randomFillSync } from 'node:crypto';
import { errno } from './errno.ts';
import type { HostcallFamily } from './hostcall.ts';

/** `random_get`: of the host's cryptographic generator, any length. */
export const randomCalls: HostcallFamily = ({ memory }) => ({
  random_get(pointer: number, size: number) {
    randomFillSync(memory.slice(pointer, size));
    return errno.success;
  },
});
