import { encodeNumbers } from '../../contract/source-map.ts';
import { skipLeb128 } from '../module/leb128.ts';
import { UnknownInstruction, walkInstructions } from '../module/walk-instructions.ts';
import { SectionId, type WasmModule } from '../module/wasm-module.ts';

/**
 * A source map, as JSON, that sends each instruction of a module to a line of its own: its offset, counted from 1. An
 * optimiser that carries it along says of each instruction that it writes which one it was before. The heads of
 * functions are in it as well: that is where a full stack is noticed.
 */
export function originMap(module: WasmModule): string {
  const { bytes, bodies, sections } = module;
  const segments: string[] = [];
  let before = 0;
  const add = (offset: number) => {
    const by = offset - before;
    segments.push(encodeNumbers([by, 0, by, 0]));
    before = offset;
  };
  const code = sections.find(({ id }) => id === SectionId.code);
  let next = code === undefined ? 0 : skipLeb128(bytes, code.content);
  for (const { start, end } of bodies) {
    add(skipLeb128(bytes, next));
    addInstructions(module, start, end, add);
    next = end;
  }
  return JSON.stringify({ version: 3, sources: ['input.wasm'], names: [], mappings: segments.join(',') });
}

function addInstructions({ bytes }: WasmModule, start: number, end: number, add: (offset: number) => void) {
  try {
    walkInstructions(bytes, start, end, (_, offset) => add(offset));
  } catch (error) {
    if (!(error instanceof UnknownInstruction)) throw error;
  }
}
