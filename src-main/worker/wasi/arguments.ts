import type { HostcallFamily } from './hostcall.ts';
import { writeSizes, writeStrings } from './strings.ts';

/** `args_*`: what the program was called with. */
export const argumentCalls: HostcallFamily = (context) => ({
  args_get(pointers: number, buffer: number) {
    return writeStrings(context.memory, context.session.arguments, pointers, buffer);
  },
  args_sizes_get(countPointer: number, bytesPointer: number) {
    return writeSizes(context.memory, context.session.arguments, countPointer, bytesPointer);
  },
});
