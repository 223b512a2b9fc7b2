import { describeSize } from '../../contract/describe-size.ts';
import type { Halt, StackFrame } from '../../contract/invocation.ts';
import { wasmPageBytes } from '../../contract/limits.ts';
import { haltOfError } from '../halt-of-error.ts';
import type { Box } from './box.ts';
import { neverSettles } from './event-loop.ts';
import { GuestException } from './guest-exception.ts';
import type { EngineImage, JavaScriptInstance } from './javascript-instance.ts';
import { parseStack } from './javascript-stack.ts';

/** What QuickJS throws when an allocation fails. */
const outOfMemory = 'InternalError: out of memory';
/** What it throws, and V8 in its place, when calls went too deep. */
const outOfStack = 'RangeError: Maximum call stack size exceeded';
/** What it throws where there is no room for that error either. */
const nothingThrown = 'Uncaught null';

interface Described {
  readonly message: string;
  readonly stack: readonly StackFrame[];
}

/** Why a function ended, from what came out of its run: something it threw, a limit, or a trap of the engine. */
export function haltOfException(error: unknown, instance: JavaScriptInstance, image: EngineImage): Halt {
  if (error === neverSettles)
    return {
      kind: 'exception',
      message: 'The function waits for a promise that never settled: no timer is left that could settle it.',
      stack: [],
    };
  if (isHostStackOverflow(error)) return { kind: 'stack-limit', message: outOfStack, stack: [] };
  if (!(error instanceof GuestException)) return haltOfError(error, instance);
  const { message, stack } = describeThrown(error.value, instance, image);
  const isFull = instance.pages === instance.maximumPages;
  if (message === outOfStack) return { kind: 'stack-limit', message, stack };
  return message === outOfMemory || (message === nothingThrown && isFull)
    ? { kind: 'memory-limit', message: memoryMessage(instance), stack }
    : { kind: 'exception', message, stack };
}

/** The message and stack of a thrown value, as the prelude tells them. */
function describeThrown(
  thrown: Box | null,
  { quickjs }: JavaScriptInstance,
  { reserve, entries }: EngineImage,
): Described {
  if (thrown === null) return { message: outOfMemory, stack: [] };
  quickjs.exports.wasm_free(reserve);
  try {
    const text = quickjs.readString(quickjs.call(entries.describe, thrown));
    const { message, stack } = JSON.parse(text) as { message: string; stack: string };
    return { message, stack: parseStack(stack) };
  } catch {
    // Getters and `toString` of a thrown value are the function's own and can do anything.
    return { message: 'The function threw a value that can’t be shown.', stack: [] };
  }
}

/** The recursion of a built-in, `JSON.parse` for one, can fill the thread's own stack before QuickJS sees to it. */
function isHostStackOverflow(error: unknown): error is RangeError {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack');
}

function memoryMessage({ pages, maximumPages }: JavaScriptInstance): string {
  const size = (count: number): string => describeSize(count * wasmPageBytes);
  return `The function ran out of memory: it uses ${size(pages)} and may have ${size(maximumPages)}.`;
}
