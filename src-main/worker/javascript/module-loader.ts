import type { GuestMemory } from '../wasi/guest-memory.ts';
import type { QuickJs } from './quickjs.ts';

/** Source texts of the prelude's modules by name. */
export type PreludeSource = ReadonlyMap<string, string>;

const encoder = new TextEncoder();

/**
 * The imports by which QuickJS asks for modules. The prelude's are found in its own source; a function has none to
 * import, because a release is one script, and QuickJS then says which module could not be loaded.
 */
export function serveModules(source: PreludeSource, quickjs: () => QuickJs, memory: GuestMemory) {
  /** Text that the engine frees, with a zero byte behind it. */
  const lend = (text: string): { pointer: number; size: number } => {
    const bytes = encoder.encode(`${text}\0`);
    const pointer = quickjs().allocate(bytes.length);
    memory.slice(pointer, bytes.length).set(bytes);
    return { pointer, size: bytes.length - 1 };
  };
  const textAt = (pointer: number): string => {
    const { bytes } = memory;
    return Buffer.from(bytes.subarray(pointer, bytes.indexOf(0, pointer))).toString();
  };
  return {
    host_module_normalize: (importer: number, name: number) =>
      lend(moduleName(textAt(importer), textAt(name))).pointer,
    host_module_load: (name: number, sizePointer: number) => {
      const text = source.get(textAt(name).slice(preludeFolder.length));
      if (text === undefined) return 0;
      const { pointer, size } = lend(text);
      memory.writeU32(sizePointer, size);
      return pointer;
    },
  };
}

/** The modules of the prelude find each other; nobody else finds them. */
function moduleName(importer: string, name: string): string {
  if (importer.startsWith(preludeFolder)) return name.replace('./', preludeFolder);
  return name.startsWith(preludeFolder) ? `./${name}` : name;
}

/** What the names of the prelude's modules begin with, in stack traces too. */
export const preludeFolder = 'atelier:';
