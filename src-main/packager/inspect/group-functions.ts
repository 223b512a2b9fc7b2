import { demangleName } from '../../symbols/demangle-name.ts';
import { functionNames } from '../module/names.ts';
import { importedCount, type WasmModule } from '../module/wasm-module.ts';

/** A function of a module, and whose it is: a crate, a package, a source file. Its size is that of its code, in bytes. */
export interface SizedFunction {
  readonly name: string;
  readonly group: string;
  readonly size: number;
}

/** The functions that a module defines, largest first. */
export function groupFunctions(module: WasmModule): SizedFunction[] {
  const names = functionNames(module);
  const imported = importedCount(module, 'function');
  return module.bodies
    .map(({ start, end }, body) => {
      const symbol = names.get(imported + body);
      const name = symbol === undefined ? `function ${imported + body}` : demangleName(symbol);
      return { name, group: symbol === undefined ? 'unnamed' : groupOf(name), size: end - start };
    })
    .sort((one, other) => other.size - one.size);
}

/** Where a function comes from, read from its name; `other` where the name says nothing. */
export function groupOf(name: string): string {
  return rustCrate(name) ?? assemblyScriptFile(name) ?? goPackage(name) ?? 'other';
}

/** `<alloc::vec::Vec as core::fmt::Debug>::fmt` is alloc's; what belongs to `str` or `u8` alone is core's. */
function rustCrate(name: string): string | undefined {
  return name.includes('::') ? (/(?<![\w:])(\w+)::/.exec(name)?.[1] ?? 'core') : undefined;
}

/** `~lib/map/Map<~lib/string/String,i32>#set`, `assembly/index/main`: files, with the export behind the last slash. */
function assemblyScriptFile(name: string): string | undefined {
  if (goPackage(name) !== undefined) return undefined;
  return /^(~lib\/.+|[\w.-]+(?:\/[\w.-]+)*)\/[^/]+$/.exec(name.replace(/<.*/, ''))?.[1];
}

/** `fmt.Println`, `(*strings.Builder).WriteString`, `example.org/module/package.Function`. */
function goPackage(name: string): string | undefined {
  if (name.startsWith('~')) return undefined;
  return /^(?:\(\*?|struct\{|\*)?((?:[\w.-]+\/)*\w+)\.[\w$(*)]/.exec(name)?.[1];
}
