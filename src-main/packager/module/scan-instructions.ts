import { hex } from './invalid-module.ts';
import { readLeb128, skipLeb128 } from './leb128.ts';
import { functionNames } from './names.ts';
import { prefixed } from './opcodes.ts';
import { onlyInstructions, UnknownInstruction, walkInstructions } from './walk-instructions.ts';
import { importedCount, type Span, type WasmModule } from './wasm-module.ts';

const [localGet, localSet] = [0x20, 0x21];
const tableSet = 0x26;
const memoryGrow = 0x40;
const bulkPrefix = 0xfc;
const tableGrow = prefixed(bulkPrefix, 0x0f);

/** What an image (memory and mutable globals) does not hold, by the instruction that changes it. */
const unrestorable: ReadonlyMap<number, string> = new Map([
  [tableSet, 'table.set changes a table'],
  [prefixed(bulkPrefix, 0x09), 'data.drop gives up a data segment'],
  [prefixed(bulkPrefix, 0x0c), 'table.init changes a table'],
  [prefixed(bulkPrefix, 0x0d), 'elem.drop gives up an element segment'],
  [prefixed(bulkPrefix, 0x0e), 'table.copy changes a table'],
  [tableGrow, 'table.grow changes a table'],
  [prefixed(bulkPrefix, 0x11), 'table.fill changes a table'],
]);

/** The instructions that are looked at, and those behind the prefix of the bulk operations. */
const looked = onlyInstructions([localSet, tableSet, memoryGrow, bulkPrefix]);

/** How much code there is, and what an optimiser leaves of it. */
export interface CodeMeasure {
  readonly instructions: number;
  /** `local.set` directly before a `local.get` of the same local, which is what `local.tee` is for. */
  readonly needlessSets: number;
}

/** What the code of a module does to state that outlives a call, and how it was written. */
export interface CodeFacts {
  /** Why an image can't put this module's state back, one sentence for each kind of instruction. */
  readonly obstacles: readonly string[];
  /** Where its memory may grow, in the order of the file: an image can take that back. */
  readonly memoryGrows: readonly Span[];
  /** Whether its tables may grow. */
  readonly growsTables: boolean;
  readonly measure: CodeMeasure;
}

interface Finding {
  readonly offset: number;
  readonly body: number;
}

/**
 * Reads every instruction of a module once. Code that can't be read is an obstacle, not an error; what is found in a module
 * that is not valid means nothing.
 */
export function scanInstructions(module: WasmModule): CodeFacts {
  const found = new Map<string, Finding>();
  const memoryGrows: Span[] = [];
  const { bytes } = module;
  let growsTables = false;
  let body = 0;
  let [instructions, needlessSets] = [0, 0];
  const note = (what: string, offset: number) => {
    if (!found.has(what)) found.set(what, { offset, body });
  };
  const visit = (opcode: number, offset: number, immediates: number) => {
    if (opcode === localSet) {
      if (getsNext(bytes, immediates)) needlessSets += 1;
    } else if (opcode === memoryGrow) memoryGrows.push({ start: offset, end: skipLeb128(bytes, immediates) });
    else {
      if (opcode === tableGrow) growsTables = true;
      const obstacle = unrestorable.get(opcode);
      if (obstacle !== undefined) note(obstacle, offset);
    }
  };
  for (const { start, end } of module.bodies) {
    try {
      instructions += walkInstructions(bytes, start, end, visit, looked).instructions;
    } catch (error) {
      if (!(error instanceof UnknownInstruction)) throw error;
      note(`instruction 0x${error.opcode.toString(16)} is unknown`, error.offset);
    }
    body += 1;
  }
  const measure = { instructions, needlessSets };
  return { obstacles: sentences(module, found), memoryGrows, growsTables, measure };
}

/** Whether the instruction behind a `local.set`, whose index is at an offset, is the `local.get` of the same. */
function getsNext(bytes: Uint8Array, index: number): boolean {
  const next = skipLeb128(bytes, index);
  return bytes[next] === localGet && readLeb128(bytes, next + 1) === readLeb128(bytes, index);
}

function sentences(module: WasmModule, found: ReadonlyMap<string, Finding>): string[] {
  if (found.size === 0) return [];
  const names = functionNames(module);
  const imported = importedCount(module, 'function');
  return [...found].map(([what, { offset, body }]) => {
    const index = imported + body;
    return `${what} (function ${names.get(index) ?? index}, offset ${hex(offset)})`;
  });
}
