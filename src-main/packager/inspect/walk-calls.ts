import { readLeb128 } from '../module/leb128.ts';
import { UnknownInstruction, walkInstructions } from '../module/walk-instructions.ts';
import type { Span, WasmModule } from '../module/wasm-module.ts';

/** A value that is known without running anything. */
export interface Operand {
  readonly kind: 'constant' | 'local' | 'global';
  /** The constant itself, or the index of the local or global. Negative constants come out as large positive ones. */
  readonly value: number;
}

/** What stands right before a call. */
export interface KnownCall {
  readonly callee: number;
  /** What was pushed last, the last argument at the end; fewer than the arguments where others were computed. */
  readonly pushed: readonly Operand[];
  /** What was written to memory as integers of 64 bits since the call before; undefined for what is not constant. */
  readonly stored: readonly (number | undefined)[];
  /** The globals that were read since the call before. */
  readonly globals: readonly number[];
}

const opcodes = { call: 0x10, localGet: 0x20, localTee: 0x22, globalGet: 0x23, i64Store: 0x37 } as const;
const constants: ReadonlySet<number> = new Set([0x41, 0x42]);

/** Shows every direct call of a function's body, up to the first instruction that is not known. */
export function walkCalls({ bytes }: WasmModule, body: Span, visit: (call: KnownCall) => void): void {
  let pushed: Operand[] = [];
  let stored: (number | undefined)[] = [];
  let globals: number[] = [];
  const see = (opcode: number, _: number, immediates: number): void => {
    // It leaves on the stack what it finds there.
    if (opcode === opcodes.localTee) return;
    const kind = kindOf(opcode);
    if (kind !== undefined) {
      const value = readLeb128(bytes, immediates);
      pushed.push({ kind, value });
      if (kind === 'global') globals.push(value);
      return;
    }
    if (opcode === opcodes.i64Store) {
      const last = pushed.at(-1);
      stored.push(last?.kind === 'constant' ? last.value : undefined);
    }
    if (opcode === opcodes.call) {
      visit({ callee: readLeb128(bytes, immediates), pushed, stored, globals });
      [stored, globals] = [[], []];
    }
    pushed = [];
  };
  try {
    walkInstructions(bytes, body.start, body.end, see);
  } catch (error) {
    if (!(error instanceof UnknownInstruction)) throw error;
  }
}

function kindOf(opcode: number): Operand['kind'] | undefined {
  if (constants.has(opcode)) return 'constant';
  if (opcode === opcodes.localGet) return 'local';
  return opcode === opcodes.globalGet ? 'global' : undefined;
}
