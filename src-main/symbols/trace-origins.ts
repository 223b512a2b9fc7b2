import type { StackFrame } from '../contract/invocation.ts';
import { readMappings } from '../contract/source-map.ts';

/**
 * A stack of an optimised module with the offsets of the module that it was made of. `map` is the source map that
 * `Executable.originsDigest` describes. What the optimiser made by itself has no offset any more.
 */
export function traceOrigins(stack: readonly StackFrame[], map: Uint8Array): StackFrame[] {
  const { mappings } = JSON.parse(new TextDecoder().decode(map)) as { readonly mappings: string };
  const wanted = stack.flatMap(({ offset }) => offset ?? []).toSorted((one, other) => one - other);
  const origins = new Map<number, number | null>();
  let origin: number | null = null;
  let next = 0;
  const settle = (end: number) => {
    for (; next < wanted.length && wanted[next]! < end; next += 1) origins.set(wanted[next]!, origin);
  };
  // A mapping is about everything up to the next one.
  for (const { generated, original } of readMappings(mappings)) {
    settle(generated.column - 1);
    origin = original === undefined ? null : original.line - 1;
  }
  settle(Number.POSITIVE_INFINITY);
  return stack.map((frame) => ({ ...frame, offset: origins.get(frame.offset ?? -1) ?? null }));
}
