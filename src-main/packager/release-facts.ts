import { type Diagnostic, diagnosticsOf } from '../contract/diagnostic.ts';
import type { ReleaseFacts } from '../contract/release.ts';
import { buildSection, readBuildRecord } from '../toolchain/build-section.ts';
import { memoryOf } from './inspect/inspect-module.ts';
import { functionNames } from './module/names.ts';
import { SectionId, type WasmModule } from './module/wasm-module.ts';
import { isOptimised } from './optimise/is-optimised.ts';
import type { PackagedModule } from './package-module.ts';

/** What a compiler was told, and what it warned of; both are empty where nothing is known of one. */
export interface CompilerReport {
  /** Its name and version. */
  readonly toolchain: string | null;
  readonly flags: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What an uploaded module says of its compiler. */
export function reportOfUpload({ bytes, sections }: WasmModule): CompilerReport {
  const section = sections.find(({ id, name }) => id === SectionId.custom && name === buildSection);
  const record = section && readBuildRecord(bytes.subarray(section.content, section.end));
  return { toolchain: record?.toolchain ?? null, flags: record?.flags ?? [], diagnostics: [] };
}

/** What there is to know of a release's WebAssembly before it is optimised. */
export function releaseFacts(packaged: PackagedModule, { flags, diagnostics }: CompilerReport): ReleaseFacts {
  const module = packaged.source;
  const isScript = packaged.script !== null;
  const compilerOptimised = isScript || isOptimised(packaged.code);
  const warnings = [];
  if (!compilerOptimised) warnings.push('Its compiler did not optimise the code.');
  if (!isScript && functionNames(module).size === 0)
    warnings.push('It has no names of functions: stack traces show their numbers.');
  return {
    flags: [...flags],
    compilerOptimised,
    packagedSize: packaged.module.length,
    imports: module.imports.map(({ module: from, name, kind }) => ({ module: from, name, kind })),
    // What the engine exports, some four hundred functions, is between it and us.
    exports: isScript ? [] : module.exports.map(({ name, kind }) => ({ name, kind })),
    memory: memoryOf(module),
    customSections: module.sections
      .filter(({ id }) => id === 0)
      .map(({ name, start, end }) => ({ name, size: end - start })),
    optimisation: null,
    warnings,
    ...(diagnostics.length === 0 ? {} : { diagnostics: diagnosticsOf({ diagnostics }) }),
  };
}
