import { adviceForImport } from './import-hints.ts';
import { invalidModule } from './invalid-module.ts';
import { formatFunctionType, type KnownImports } from './known-imports.ts';
import { nearestName } from './nearest-name.ts';
import type { FunctionImport, Import, WasmModule } from './wasm-module.ts';

/** Refuses the first import that the platform does not offer as it is asked for. Throws `invalid-module`. */
export function checkImports(module: WasmModule, known: KnownImports): void {
  const unknown = module.imports.filter((entry) => !isKnown(entry, known));
  const [first] = unknown;
  if (first !== undefined) throw unknownImport(first, unknown, known);
  for (const entry of module.imports) if (entry.kind === 'function') checkSignature(module, entry, known);
}

function isKnown({ module, name, kind }: Import, known: KnownImports): boolean {
  return kind === 'function' && known.get(module)?.has(name) === true;
}

function unknownImport(first: Import, unknown: readonly Import[], known: KnownImports): Error {
  const others = unknown.length - 1;
  return invalidModule(
    [
      `The module imports the ${first.kind} ${JSON.stringify(`${first.module}.${first.name}`)}, ` +
        `which the platform does not offer${others > 0 ? ` (and ${others} more like it)` : ''}.`,
      remedy(first, known),
    ].join(' '),
    { section: 'import', imports: unknown.map(({ module, name, kind }) => ({ module, name, kind })) },
  );
}

function remedy(entry: Import, known: KnownImports): string {
  if (entry.kind === 'memory')
    return 'A function brings its own memory: link without --import-memory, or build for wasm32-wasip1.';
  const advice = adviceForImport(entry.module, entry.name);
  if (advice !== undefined) return advice;
  const nearest = nearestImport(entry, known);
  if (nearest !== undefined) return `Did you mean ${JSON.stringify(nearest)}?`;
  return `There are functions in ${[...known.keys()].join(', ')}: build the module for wasm32-wasip1.`;
}

/** Looks first inside the module that was named, then for a mistyped module. */
function nearestImport(entry: Import, known: KnownImports): string | undefined {
  const module = known.has(entry.module) ? entry.module : nearestName(entry.module, known.keys());
  const calls = module === undefined ? undefined : known.get(module);
  if (calls === undefined) return undefined;
  const name = calls.has(entry.name) ? entry.name : nearestName(entry.name, calls.keys());
  return name === undefined ? undefined : `${module}.${name}`;
}

function checkSignature(module: WasmModule, entry: FunctionImport, known: KnownImports): void {
  const expected = known.get(entry.module)?.get(entry.name);
  const found = module.types[entry.typeIndex];
  if (expected === undefined || found === undefined) return;
  const foundText = found === null ? 'no function type' : formatFunctionType(found);
  if (foundText === formatFunctionType(expected)) return;
  throw invalidModule(
    `The import ${JSON.stringify(`${entry.module}.${entry.name}`)} has the type ${foundText}; ` +
      `the platform offers ${formatFunctionType(expected)}. Correct its declaration, or build with a newer WASI SDK.`,
    { section: 'import', import: `${entry.module}.${entry.name}`, expected, found },
  );
}
