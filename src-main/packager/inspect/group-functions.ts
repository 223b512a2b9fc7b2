import { demangleName } from '../../symbols/demangle-name.ts';
import { functionNames } from '../module/names.ts';
import { importedCount, type WasmModule } from '../module/wasm-module.ts';
import { sourceFolders } from './source-folders.ts';

/** A function of a module, and whose it is: a crate, a package, a source file or a folder of them. Its size is that of its code, in bytes. */
export interface SizedFunction {
  readonly name: string;
  readonly group: string;
  readonly size: number;
}

/** The functions that a module defines, largest first. */
export function groupFunctions(module: WasmModule): SizedFunction[] {
  const names = functionNames(module);
  const imported = importedCount(module, 'function');
  const named = module.bodies.map((body, index) => {
    const symbol = names.get(imported + index);
    const name = symbol === undefined ? `function ${imported + index}` : demangleName(symbol);
    return { body, name, group: groupOf(name), rest: symbol === undefined ? 'unnamed' : 'other' };
  });
  const ungrouped = named.filter(({ group }) => group === undefined).map(({ body }) => body);
  const folders = sourceFolders(module.bytes, ungrouped);
  return named
    .map(({ body, name, group, rest }) => ({
      name,
      group: group ?? folders.get(body) ?? rest,
      size: body.end - body.start,
    }))
    .sort((one, other) => other.size - one.size);
}

/** Where a function comes from, read from its name; undefined where the name says nothing. */
export function groupOf(name: string): string | undefined {
  return rustCrate(name) ?? assemblyScriptFile(name) ?? goPackage(name);
}

/**
 * `<alloc::vec::Vec as core::fmt::Debug>::fmt` is alloc's; what belongs to `str` or `u8` alone is core's. C++ has namespaces in the
 * same form, and also in what a function is given, which says nothing of the function.
 */
function rustCrate(name: string): string | undefined {
  const own = name.startsWith('<') ? name : name.replace(/(?<=[\w>])\(.*/s, '');
  return own.includes('::') ? (/(?<![\w:])(\w+)::/.exec(own)?.[1] ?? 'core') : undefined;
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
