import { readLeb128 } from './leb128.ts';
import { UnknownInstruction, walkInstructions } from './walk-instructions.ts';
import { importedCount, type WasmModule } from './wasm-module.ts';

const directCalls: ReadonlySet<number> = new Set([0x10, 0x12]);
/** call_indirect, return_call_indirect, call_ref, return_call_ref: they may end anywhere. */
const indirectCalls: ReadonlySet<number> = new Set([0x11, 0x13, 0x14, 0x15]);

/**
 * Whether the start section's function, which runs at instantiation and so before any invocation, may call a
 * hostcall: directly, through other functions, or (as far as can be told) through a table.
 */
export function startReachesHost(module: WasmModule): boolean {
  const imported = importedCount(module, 'function');
  if (module.start === null || imported === 0) return false;
  const reached = new Set([module.start]);
  for (const index of reached) {
    if (index < imported) return true;
    const calls = callsOf(module, index - imported);
    if (calls === 'anything') return true;
    for (const callee of calls) reached.add(callee);
  }
  return false;
}

function callsOf(module: WasmModule, body: number): ReadonlySet<number> | 'anything' {
  const { start, end } = module.bodies[body]!;
  const callees = new Set<number>();
  let anything = false;
  try {
    walkInstructions(module.bytes, start, end, (opcode, _, immediates) => {
      if (directCalls.has(opcode)) callees.add(readLeb128(module.bytes, immediates));
      else if (indirectCalls.has(opcode)) anything = true;
    });
  } catch (error) {
    if (!(error instanceof UnknownInstruction)) throw error;
    return 'anything';
  }
  return anything ? 'anything' : callees;
}
