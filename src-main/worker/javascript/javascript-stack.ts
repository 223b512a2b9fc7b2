import type { StackFrame } from '../../contract/invocation.ts';
import { preludeFolder } from './module-loader.ts';

/** What stack traces and compilers call the function's script. */
export const scriptName = 'function.js';

/** `at name (function.js:3:11)`, `at function.js:3:11`, or `at map (native)`. */
const frame = /^\s*at (?:(.*) \((.*)\)|(\S+))$/;

/** The frames of QuickJS's text of a stack, innermost first, without those of the prelude. */
export function parseStack(stack: string): StackFrame[] {
  return stack.split('\n').flatMap((line) => {
    const [, name, place, bare] = frame.exec(line) ?? [];
    const source = place ?? bare;
    if (source === undefined || source.startsWith(preludeFolder)) return [];
    return { functionName: name ?? '<anonymous>', offset: null, source: source === 'native' ? null : source };
  });
}

/** Frames as text, each on a line of its own. */
export function formatStack(stack: readonly StackFrame[]): string {
  return stack.map(({ functionName, source }) => `    at ${functionName} (${source ?? 'native'})\n`).join('');
}
