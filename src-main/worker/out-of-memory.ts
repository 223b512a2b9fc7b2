import type { Halt } from '../contract/invocation.ts';
import { wasmPageBytes } from '../contract/limits.ts';

/** How much of the end of stderr is looked at: the last words of a runtime are short. */
const lastWords = 512;

/** What the standard libraries of Rust, TinyGo, Go and C++ say before they trap for want of memory. */
const complaint = /memory allocation of \d+ bytes failed|out of memory|bad_alloc/i;

/**
 * Tells a trap for want of memory from others. A refused `memory.grow` is an answer to the guest and not visible
 * from outside, so this is inferred: the guest trapped and its memory was as large as it may be, or its last words
 * were of memory.
 */
export function blameMemory(
  halt: Halt,
  { pages, maximumPages }: { readonly pages: number; readonly maximumPages: number },
  stderr: Uint8Array,
): Halt {
  if (halt.kind !== 'trap') return halt;
  const said = Buffer.from(stderr.subarray(-lastWords)).toString();
  if (pages < maximumPages && !complaint.test(said)) return halt;
  const message =
    `The function ended (${halt.message}) with ${pages * wasmPageBytes} bytes of memory ` +
    `and may have ${maximumPages * wasmPageBytes}.`;
  return { kind: 'memory-limit', message, stack: halt.stack };
}
