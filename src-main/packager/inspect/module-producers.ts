import type { ModuleReport } from '../../contract/rpc/functions.ts';
import { ByteReader } from '../module/byte-reader.ts';
import type { WasmModule } from '../module/wasm-module.ts';

/** Which tools made a module, from its `producers` section (WebAssembly tool conventions); empty where it has none. */
export function moduleProducers({ bytes, sections }: WasmModule): ModuleReport['producers'] {
  const section = sections.find(({ id, name }) => id === 0 && name === 'producers');
  if (section === undefined) return [];
  try {
    const reader = new ByteReader(bytes, 'producers section', section.content, section.end);
    return reader
      .vector(() => {
        const field = reader.name();
        return reader.vector(() => ({ field, name: reader.name(), version: reader.name() }));
      })
      .flat();
  } catch {
    return [];
  }
}
