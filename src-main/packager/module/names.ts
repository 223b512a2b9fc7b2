import { ByteReader } from './byte-reader.ts';
import type { WasmModule } from './wasm-module.ts';

/** Ids of subsections: of the core specification 2.0, 7.4.1, and of its extended name section proposal. */
const [functionNamesId, globalNamesId] = [1, 7];

/** Function names by index, from the name section; empty where there is none, or where it can't be read. */
export function functionNames(module: WasmModule): ReadonlyMap<number, string> {
  return namesOf(module, functionNamesId);
}

/** The same for globals. */
export function globalNames(module: WasmModule): ReadonlyMap<number, string> {
  return namesOf(module, globalNamesId);
}

/** Names are for people alone: no module is refused for them. */
function namesOf(module: WasmModule, id: number): ReadonlyMap<number, string> {
  const section = module.sections.find((other) => other.id === 0 && other.name === 'name');
  if (section === undefined) return new Map();
  try {
    return readNames(new ByteReader(module.bytes, 'name section', section.content, section.end), id);
  } catch {
    return new Map();
  }
}

function readNames(reader: ByteReader, wanted: number): ReadonlyMap<number, string> {
  while (!reader.done) {
    const id = reader.byte();
    const size = reader.unsigned();
    if (id === wanted) return new Map(reader.vector(() => [reader.unsigned(), reader.name()] as const));
    reader.moveTo(reader.offset + size);
  }
  return new Map();
}
