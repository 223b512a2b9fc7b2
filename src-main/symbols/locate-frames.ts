import type { StackFrame } from '../contract/invocation.ts';
import { Unreadable } from './byte-cursor.ts';
import { findDebugSections } from './debug-sections.ts';
import { demangleName } from './demangle-name.ts';
import { type EnclosingFunction, findPlaces } from './dwarf/find-places.ts';

/**
 * A stack with the files and lines that its module's DWARF knows, and with the functions that the compiler inlined as
 * frames of their own. Frames of which nothing is known, and the whole stack where the DWARF can't be read, stay as
 * they are. The offsets of the frames are those of this module.
 */
export function locateFrames(stack: readonly StackFrame[], wasm: Uint8Array): readonly StackFrame[] {
  try {
    const sections = findDebugSections(wasm);
    const addressOf = (frame: StackFrame) => (frame.offset ?? 0) - sections.codeStart;
    const places = findPlaces(sections, [...new Set(stack.map(addressOf))]);
    return stack.flatMap((frame) =>
      frame.source === null ? inFunctions(frame, places.get(addressOf(frame)) ?? []) : [frame],
    );
  } catch (error) {
    if (error instanceof Unreadable) return stack;
    throw error;
  }
}

/**
 * The last of the functions is the one that the frame is of. Linkers have other words for some of them than their
 * authors (`__original_main`).
 */
function inFunctions(frame: StackFrame, functions: readonly EnclosingFunction[]): StackFrame[] {
  if (functions.length === 0) return [frame];
  return functions
    .filter(({ place }, index) => place !== null || index === functions.length - 1)
    .map(({ symbol, name, place }) => ({
      ...frame,
      functionName: readableName(symbol) ?? name ?? frame.functionName,
      source: place,
    }));
}

/** Undefined for a symbol that can't be read: C++ has more to say in one than we understand. */
function readableName(symbol: string | undefined): string | undefined {
  const name = symbol === undefined ? undefined : demangleName(symbol);
  return name === undefined || /^_[RZ]/.test(name) ? undefined : name;
}
