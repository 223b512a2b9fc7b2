import type { StackFrame } from '../contract/invocation.ts';
import { readMappings } from '../contract/source-map.ts';

/**
 * A stack of an optimised module with the offsets of the module that it was made of. `origins` is the source map that
 * `Executable.originsDigest` describes. What the optimiser made by itself has no offset any more.
 */
export function traceOrigins(stack: readonly StackFrame[], origins: Uint8Array): StackFrame[] {
  const { mappings } = JSON.parse(new TextDecoder().decode(origins)) as { readonly mappings: string };
  const wanted = new Set(stack.map(({ offset }) => offset));
  const found = new Map<number, number>();
  for (const { generated, original } of readMappings(mappings)) {
    const offset = generated.column - 1;
    if (original !== undefined && wanted.has(offset)) found.set(offset, original.line - 1);
  }
  return stack.map((frame) => ({ ...frame, offset: found.get(frame.offset ?? -1) ?? null }));
}
