import type { Executable } from '../contract/executable.ts';
import type { Halt, StackFrame } from '../contract/invocation.ts';
import { demangleName } from '../symbols/demangle-name.ts';
import { GuestHalt } from './guest-halt.ts';

/** How many guest frames a trap keeps. V8 takes ten by default, too few for the deep stacks of an interpreter. */
const stackFrames = 64;

/** Lets V8 keep enough frames for traps to be told. Set once in a thread, before guests run. */
export function keepGuestStacks(): void {
  Error.stackTraceLimit = stackFrames;
}

/** Where the code of a module that runs stands in the release's. */
export interface CodeOrigin {
  readonly codeShifts: Executable['codeShifts'];
  /** Of a module that keeps account of its writes: where its code stands in the executable's (contract/dirty-pages.ts). */
  readonly trackingShifts?: Int32Array | undefined;
}

const ownCode: CodeOrigin = { codeShifts: [] };
const noShifts = new Int32Array(0);

/**
 * Why a guest ended, from what it was left with: an exit or a limit, a trap with its stack, or a fault of ours. With
 * the origin of its code, the offsets of the stack are those of the release's WebAssembly.
 */
export function haltOfError(error: unknown, origin: CodeOrigin = ownCode): Halt {
  if (error instanceof GuestHalt) return error.halt;
  if (error instanceof WebAssembly.RuntimeError)
    return { kind: 'trap', message: error.message, stack: guestStack(error, origin) };
  if (isStackOverflow(error))
    return { kind: 'stack-limit', message: 'call stack exhausted', stack: guestStack(error, origin) };
  if (error instanceof WebAssembly.Exception)
    return { kind: 'trap', message: 'uncaught WebAssembly exception', stack: [] };
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { kind: 'lost', message: `A fault of the host ended the function: ${detail}.` };
}

/** V8 says that a stack is full with a RangeError, in WebAssembly as in JavaScript. */
function isStackOverflow(error: unknown): error is RangeError {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack');
}

/**
 * The WebAssembly frames of an error, innermost first. V8 writes them as
 * `at name (wasm://wasm/module-hash:wasm-function[12]:0x1f3)`, the name from the name section where there is one.
 */
function guestStack(error: Error, origin: CodeOrigin): StackFrame[] {
  return [...(error.stack ?? '').matchAll(guestFrame)].map(([, name, index, offset]) => ({
    functionName: name === undefined ? `wasm-function[${index}]` : demangleName(name),
    offset: releaseOffset(Number.parseInt(offset as string, 16), origin),
    source: null,
  }));
}

/** Where the instruction at that offset of a module that runs stands in the release's. */
function releaseOffset(offset: number, { codeShifts, trackingShifts = noShifts }: CodeOrigin): number {
  let pair = trackingShifts.length - 2;
  while (pair >= 0 && trackingShifts[pair]! > offset) pair -= 2;
  const own = offset - (trackingShifts[pair + 1] ?? 0);
  const [, by = 0] = codeShifts.findLast(([from]) => from <= own) ?? [];
  return own - by;
}

const guestFrame = /^ +at (?:(.+) \()?wasm:\/\/[^\n]*:wasm-function\[(\d+)\]:0x([0-9a-f]+)\)?$/gm;
