import { ByteCursor } from './byte-cursor.ts';

/** The parts of a module that say where its code comes from. */
export interface DebugSections {
  /** Offset in the file of what DWARF calls address 0: the content of the code section. */
  readonly codeStart: number;
  /** Where the function around an address begins, as an address; undefined where there is none. */
  functionStart(address: number): number | undefined;
  /** A section with debug information, by its name without the dot (`debug_line`); empty where there is none. */
  section(name: string): Uint8Array;
}

const headerLength = 8;
const [customId, codeId] = [0, 10];

/** Finds the debug information of a module (WebAssembly core specification, 5.5). Throws `Unreadable`. */
export function findDebugSections(wasm: Uint8Array): DebugSections {
  const sections = new Map<string, Uint8Array>();
  let [codeStart, codeEnd] = [0, 0];
  for (const cursor = new ByteCursor(wasm, headerLength); !cursor.done; ) {
    const id = cursor.unsigned(1);
    const size = cursor.leb128();
    const content = cursor.offset;
    cursor.skip(size);
    if (id === codeId) [codeStart, codeEnd] = [content, cursor.offset];
    if (id !== customId) continue;
    const inside = new ByteCursor(wasm, content, cursor.offset);
    const nameLength = inside.leb128();
    const start = inside.offset + nameLength;
    const name = new TextDecoder().decode(wasm.subarray(inside.offset, start));
    if (name.startsWith('.debug_')) sections.set(name.slice(1), wasm.subarray(start, cursor.offset));
  }
  const code = wasm.subarray(codeStart, codeEnd);
  return {
    codeStart,
    functionStart: (address) => functionStart(code, address),
    section: (name) => sections.get(name) ?? new Uint8Array(0),
  };
}

/** Functions stand one after another, each behind its size. */
function functionStart(code: Uint8Array, address: number): number | undefined {
  const cursor = new ByteCursor(code);
  for (let count = code.length === 0 ? 0 : cursor.leb128(); count > 0; count -= 1) {
    const size = cursor.leb128();
    const start = cursor.offset;
    cursor.skip(size);
    if (address < cursor.offset) return start <= address ? start : undefined;
  }
  return undefined;
}
