import { ByteReader } from './byte-reader.ts';
import type { WasmModule } from './wasm-module.ts';

const functionNamesId = 1;

/**
 * Function names by index, from the name section (WebAssembly core specification 2.0, 7.4.1); empty where there is
 * none, or where it can't be read: it is for people alone.
 */
export function functionNames(module: WasmModule): ReadonlyMap<number, string> {
  const section = module.sections.find(({ id, name }) => id === 0 && name === 'name');
  if (section === undefined) return new Map();
  try {
    return readNames(new ByteReader(module.bytes, 'name section', section.content, section.end));
  } catch {
    return new Map();
  }
}

function readNames(reader: ByteReader): ReadonlyMap<number, string> {
  while (!reader.done) {
    const id = reader.byte();
    const size = reader.unsigned();
    if (id === functionNamesId)
      return new Map(reader.vector(() => [reader.unsigned(), reader.name()] as const));
    reader.moveTo(reader.offset + size);
  }
  return new Map();
}
