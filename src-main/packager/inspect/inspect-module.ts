import type { ModuleReport } from '../../contract/rpc/functions.ts';
import { takeSourceMap } from '../../contract/source-map.ts';
import { parseModule } from '../module/parse-module.ts';
import type { WasmModule } from '../module/wasm-module.ts';
import { type PackagedModule, packageModule } from '../package-module.ts';
import { capabilitiesOf, purposeOf } from './capabilities.ts';
import { environmentKeys } from './environment-keys.ts';
import { groupFunctions } from './group-functions.ts';
import { inspectScript } from './inspect-script.ts';
import { moduleFeatures } from './module-features.ts';
import { moduleProducers } from './module-producers.ts';
import { scriptParts } from './script-parts.ts';

/**
 * What a release's WebAssembly consists of, with every function. Of a JavaScript release that is its script beside the
 * engine, which is the same for all. Throws `invalid-module`.
 */
export function inspectModule(wasm: Uint8Array): ModuleReport {
  const module = parseModule(wasm);
  const packaged = packageModule(wasm);
  const common = {
    size: wasm.length,
    memory: memoryOf(module),
    producers: moduleProducers(module),
    features: moduleFeatures(module),
    imageObstacles: packaged.executable.imageObstacles,
  };
  return packaged.script === null
    ? { ...common, ...describeCommand(module) }
    : { ...common, ...describeScript(wasm, packaged.script) };
}

function describeCommand(module: WasmModule) {
  const functions = groupFunctions(module);
  return {
    sections: module.sections.map(({ id, name, start, end }) => ({
      name: id === 0 ? `custom: ${name}` : name,
      size: end - start,
    })),
    functions,
    functionCount: functions.length,
    imports: module.imports.map(({ module: from, name, kind }) => ({
      module: from,
      name,
      kind,
      purpose: purposeOf(from, name),
    })),
    exports: module.exports.map(({ name, kind }) => ({ name, kind })),
    capabilities: capabilitiesOf(module.imports),
    environmentKeys: environmentKeys(module),
  };
}

function describeScript(wasm: Uint8Array, script: NonNullable<PackagedModule['script']>) {
  const scriptSize = new TextEncoder().encode(script).length;
  const engine = { name: 'engine', size: wasm.length - scriptSize };
  return {
    sections: [engine, { name: 'script', size: scriptSize }],
    functions: [{ ...engine, group: 'engine' }, ...scriptParts(script, scriptSize)],
    functionCount: 0,
    imports: [],
    // What the engine exports, some four hundred functions, is between it and us.
    exports: [],
    ...inspectScript(takeSourceMap(script).code),
  };
}

/** The memory of a module, its own or an imported one; null where it has none. */
export function memoryOf({ memories, imports }: WasmModule): ModuleReport['memory'] {
  const memory = memories[0] ?? imports.find((entry) => entry.kind === 'memory')?.memory;
  return memory === undefined ? null : { initialPages: memory.minimum, maximumPages: memory.maximum };
}
