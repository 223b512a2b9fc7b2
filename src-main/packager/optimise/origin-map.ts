import { encodeNumbers } from '../../contract/source-map.ts';
import { UnknownInstruction, walkInstructions } from '../module/walk-instructions.ts';
import type { WasmModule } from '../module/wasm-module.ts';

/**
 * A source map, as JSON, that sends each instruction of a module to a line of its own: its offset, counted from 1. An
 * optimiser that carries it along says of each instruction that it writes which one it was before.
 */
export function originMap(module: WasmModule): string {
  const segments: string[] = [];
  let before = 0;
  const visit = (_: number, offset: number) => {
    const by = offset - before;
    segments.push(encodeNumbers([by, 0, by, 0]));
    before = offset;
  };
  for (const { start, end } of module.bodies) {
    try {
      walkInstructions(module.bytes, start, end, visit);
    } catch (error) {
      if (!(error instanceof UnknownInstruction)) throw error;
    }
  }
  return JSON.stringify({ version: 3, sources: ['input.wasm'], names: [], mappings: segments.join(',') });
}
