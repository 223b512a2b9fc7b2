import type { WasiContext } from './context.ts';
import type { HostcallFamily } from './hostcall.ts';
import { writeSizes, writeStrings } from './strings.ts';

/** `environ_*`: the function's own variables, and nothing of the host's. */
export const environmentCalls: HostcallFamily = (context) => ({
  environ_get(pointers: number, buffer: number) {
    return writeStrings(context.memory, variables(context), pointers, buffer);
  },
  environ_sizes_get(countPointer: number, bytesPointer: number) {
    return writeSizes(context.memory, variables(context), countPointer, bytesPointer);
  },
});

function variables(context: WasiContext): string[] {
  return Object.entries(context.session.environment).map(([name, value]) => `${name}=${value}`);
}
