import { functionNames } from './function-names.ts';
import { hex } from './invalid-module.ts';
import { skipLeb128 } from './leb128.ts';
import { prefixed } from './opcodes.ts';
import { UnknownInstruction, walkInstructions } from './walk-instructions.ts';
import { importedCount, type Span, type WasmModule } from './wasm-module.ts';

const memoryGrow = 0x40;
const tableGrow = prefixed(0xfc, 0x0f);

/** What an image (memory and mutable globals) does not hold, by the instruction that changes it. */
const unrestorable: ReadonlyMap<number, string> = new Map([
  [0x26, 'table.set changes a table'],
  [prefixed(0xfc, 0x09), 'data.drop gives up a data segment'],
  [prefixed(0xfc, 0x0c), 'table.init changes a table'],
  [prefixed(0xfc, 0x0d), 'elem.drop gives up an element segment'],
  [prefixed(0xfc, 0x0e), 'table.copy changes a table'],
  [tableGrow, 'table.grow changes a table'],
  [prefixed(0xfc, 0x11), 'table.fill changes a table'],
]);

/** What the code of a module does to state that outlives a call. */
export interface CodeFacts {
  /** Why an image can't put this module's state back, one sentence for each kind of instruction. */
  readonly obstacles: readonly string[];
  /** Where its memory may grow, in the order of the file: an image can take that back. */
  readonly memoryGrows: readonly Span[];
  /** Whether its tables may grow. */
  readonly growsTables: boolean;
}

interface Finding {
  readonly offset: number;
  readonly body: number;
}

/** Reads every instruction of a valid module once. Code that can't be read is an obstacle, not an error. */
export function scanInstructions(module: WasmModule): CodeFacts {
  const found = new Map<string, Finding>();
  const memoryGrows: Span[] = [];
  let growsTables = false;
  let body = 0;
  const note = (what: string, offset: number) => {
    if (!found.has(what)) found.set(what, { offset, body });
  };
  const visit = (opcode: number, offset: number, immediates: number) => {
    if (opcode === memoryGrow) memoryGrows.push({ start: offset, end: skipLeb128(module.bytes, immediates) });
    if (opcode === tableGrow) growsTables = true;
    const obstacle = unrestorable.get(opcode);
    if (obstacle !== undefined) note(obstacle, offset);
  };
  for (const { start, end } of module.bodies) {
    try {
      walkInstructions(module.bytes, start, end, visit);
    } catch (error) {
      if (!(error instanceof UnknownInstruction)) throw error;
      note(`instruction 0x${error.opcode.toString(16)} is unknown`, error.offset);
    }
    body += 1;
  }
  return { obstacles: sentences(module, found), memoryGrows, growsTables };
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
