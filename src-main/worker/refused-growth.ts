import { describeSize } from '../contract/describe-size.ts';
import { refusedGrowthExport } from '../contract/executable.ts';
import type { Hostcall } from '../contract/hostcalls.ts';
import type { Halt } from '../contract/invocation.ts';
import { wasmPageBytes } from '../contract/limits.ts';

const stderr = 2;
/** How much of the end of an output is looked at: the last words of a runtime are short. */
const lastWords = 512;
/** What the standard libraries of Rust, TinyGo, Go and C++ say before they trap for want of memory. */
const complaint = /memory allocation of \d+ bytes failed|out of memory|bad_alloc/i;
/** How a guest ends that has no memory: by aborting, by writing to where it is not, or by throwing. */
const trapOfWant = /^(unreachable|memory access out of bounds|uncaught WebAssembly exception)/;

interface GrowingGuest {
  readonly refusedGrowth: RefusedGrowth | null;
  readonly pages: number;
  readonly maximumPages: number;
}

/**
 * The last request of a guest for memory that was refused, as its rewritten module keeps it (contract/executable.ts).
 * That a guest traps of it, and not of something else later on, shows in that it did nothing more in between.
 */
export class RefusedGrowth {
  readonly #global: WebAssembly.Global;

  private constructor(global: WebAssembly.Global) {
    this.#global = global;
  }

  /** Null for a module that never asks for memory. */
  static of(exports: WebAssembly.Instance['exports']): RefusedGrowth | null {
    const global = exports[refusedGrowthExport];
    return global instanceof WebAssembly.Global ? new RefusedGrowth(global) : null;
  }

  /**
   * Hears of a hostcall that begins. Whoever does more than ask about its surroundings, or say its last words on
   * stderr, has gone on without the memory.
   */
  heed({ name }: Hostcall, firstParameter: unknown): void {
    if (this.#global.value <= 0 || name.endsWith('_get')) return;
    if (name === 'fd_write' && firstParameter === stderr) return;
    this.#global.value = -this.#global.value;
  }

  /** Pages of the last refused request; 0 where there was none. */
  get pages(): number {
    return Math.abs(this.#global.value);
  }

  /** Whether the guest went on after that. */
  get wasSurvived(): boolean {
    return this.#global.value < 0;
  }
}

/**
 * Tells a trap for want of memory from others: the guest was refused some and did nothing more, or says in its last
 * words that this is what it died of.
 */
export function blameMemory(
  halt: Halt,
  { refusedGrowth, pages, maximumPages }: GrowingGuest,
  outputs: readonly Uint8Array[],
): Halt {
  if (halt.kind !== 'trap' || refusedGrowth === null || refusedGrowth.pages === 0) return halt;
  if (!trapOfWant.test(halt.message)) return halt;
  if (refusedGrowth.wasSurvived && !outputs.some(complains)) return halt;
  const size = (count: number): string => describeSize(count * wasmPageBytes);
  const message =
    `The function ended (${halt.message}) after it was refused ${size(refusedGrowth.pages)} more of memory: ` +
    `it had ${size(pages)} and may have ${size(maximumPages)}.`;
  return { kind: 'memory-limit', message, stack: halt.stack };
}

function complains(output: Uint8Array): boolean {
  return complaint.test(Buffer.from(output.subarray(-lastWords)).toString());
}
