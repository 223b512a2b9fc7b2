import { ByteReader } from '../module/byte-reader.ts';
import { prefixed } from '../module/opcodes.ts';
import { UnknownInstruction, walkInstructions } from '../module/walk-instructions.ts';
import type { WasmModule } from '../module/wasm-module.ts';

/** Features by the instructions that only they have; numbers behind prefixes as `prefixed` makes them. */
const instructions: readonly (readonly [feature: string, first: number, last: number])[] = [
  ['sign-ext', 0xc0, 0xc4],
  ['nontrapping-fptoint', prefixed(0xfc, 0x00), prefixed(0xfc, 0x07)],
  ['bulk-memory', prefixed(0xfc, 0x08), prefixed(0xfc, 0x0e)],
  ['reference-types', prefixed(0xfc, 0x0f), prefixed(0xfc, 0x11)],
  ['reference-types', 0xd0, 0xd2],
  ['reference-types', 0x25, 0x26],
  ['simd128', prefixed(0xfd, 0x00), prefixed(0xfd, 0xff)],
  ['relaxed-simd', prefixed(0xfd, 0x100), prefixed(0xfd, 0x113)],
  ['atomics', prefixed(0xfe, 0x00), prefixed(0xfe, 0x4f)],
  ['gc', prefixed(0xfb, 0x00), prefixed(0xfb, 0x1e)],
  ['tail-call', 0x12, 0x13],
  ['exception-handling', 0x06, 0x0a],
  ['exception-handling', 0x1f, 0x1f],
];

/** The features beyond the first WebAssembly that a module says it uses, or whose instructions it has. */
export function moduleFeatures(module: WasmModule): string[] {
  return [...new Set([...declaredFeatures(module), ...usedFeatures(module)])].sort();
}

/** The custom section `target_features` of the tool conventions: a sign and a name each; `-` is a feature not used. */
function declaredFeatures({ bytes, sections }: WasmModule): string[] {
  const section = sections.find(({ id, name }) => id === 0 && name === 'target_features');
  if (section === undefined) return [];
  try {
    const reader = new ByteReader(bytes, 'target_features section', section.content, section.end);
    return reader
      .vector(() => ({ sign: String.fromCharCode(reader.byte()), name: reader.name() }))
      .filter(({ sign }) => sign !== '-')
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function usedFeatures({ bytes, bodies }: WasmModule): Set<string> {
  const used = new Set<string>();
  const visit = (opcode: number) => {
    // Nearly all instructions are of the first WebAssembly.
    if (opcode >= 0x27 && opcode < 0xc0) return;
    for (const [feature, first, last] of instructions)
      if (opcode >= first && opcode <= last) used.add(feature);
  };
  for (const { start, end } of bodies) {
    try {
      walkInstructions(bytes, start, end, visit);
    } catch (error) {
      if (!(error instanceof UnknownInstruction)) throw error;
    }
  }
  return used;
}
