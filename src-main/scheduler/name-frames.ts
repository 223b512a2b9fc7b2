import type { StackFrame } from '../contract/invocation.ts';
import { demangleName } from '../symbols/demangle-name.ts';

/** How V8 calls a function that the module has no name for. */
const nameless = /^wasm-function\[(\d+)\]$/;

/** The frames of a stack with the names that were kept beside the executable: JSON, by the functions' indices. */
export function nameFrames(stack: readonly StackFrame[], kept: Uint8Array): StackFrame[] {
  const names = JSON.parse(new TextDecoder().decode(kept)) as Readonly<Record<string, string>>;
  return stack.map((frame) => {
    const name = names[nameless.exec(frame.functionName)?.[1] ?? ''];
    return name === undefined ? frame : { ...frame, functionName: demangleName(name) };
  });
}
