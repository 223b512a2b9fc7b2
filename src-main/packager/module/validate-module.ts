import { checkImports } from './check-imports.ts';
import { invalidModule } from './invalid-module.ts';
import { formatFunctionType, javaScriptImports, platformImports } from './known-imports.ts';
import { tableEntryLimit } from './table-bounds.ts';
import { functionType, type WasmModule } from './wasm-module.ts';

/** Names that the rewrite gives to its own imports and exports begin so. */
export const reservedPrefix = 'atelier.';

/**
 * Refuses a module that the platform can't run: a `command` brings `_start` and imports WASI alone, a `javascript`
 * module is the QuickJS runtime. Throws `invalid-module`, and its message names the section, import or export, and what to
 * do.
 */
export function checkModule(module: WasmModule, kind: 'command' | 'javascript'): void {
  checkMemory(module);
  checkTables(module);
  checkObjects(module);
  checkImports(module, kind === 'javascript' ? javaScriptImports : platformImports);
  checkExports(module);
  if (kind === 'command') checkStart(module);
  else checkRuntime(module);
}

function checkMemory({ imports, memories }: WasmModule): void {
  const all = [...imports.flatMap((entry) => (entry.kind === 'memory' ? [entry.memory] : [])), ...memories];
  if (all.some((memory) => memory.shared))
    throw invalidModule(
      'The memory is shared between threads, and functions have one thread. ' +
        'Build for wasm32-wasip1, without threads, atomics and --shared-memory.',
      { section: 'memory' },
    );
  if (all.some((memory) => memory.wide))
    throw invalidModule('The memory has 64-bit addresses (memory64). Build for wasm32-wasip1.', {
      section: 'memory',
    });
  if (all.length > 1)
    throw invalidModule(
      `The module has ${all.length} memories; a function has one. Build it without multiple memories.`,
      { section: 'memory' },
    );
}

function checkTables({ tables, elements }: WasmModule): void {
  const inTables = tables.reduce((sum, { limits }) => sum + limits.minimum, 0);
  const inSegments = elements.reduce((sum, { count }) => sum + count, 0);
  for (const [what, entries, section] of [
    ['tables begin with', inTables, 'table'],
    ['element segments have', inSegments, 'element'],
  ] as const)
    if (entries > tableEntryLimit)
      throw invalidModule(
        `The module's ${what} ${entries} entries; a function may have ${tableEntryLimit}. ` +
          'A table needs an entry for each function that is called through a pointer: build it with smaller tables.',
        { section },
      );
}

/** Such objects live in the heap of a worker's thread, where no limit of one function could end them. */
function checkObjects({ types }: WasmModule): void {
  if (types.every((type) => type !== null)) return;
  throw invalidModule(
    'The module defines structures or arrays for garbage collection. They live outside of its memory, where maxMemory ' +
      'can’t bound them. Build it for linear memory, as compilers for wasm32-wasip1 do.',
    { section: 'type' },
  );
}

function checkExports({ exports }: WasmModule): void {
  const reserved = exports.find(({ name }) => name.startsWith(reservedPrefix));
  if (reserved === undefined) return;
  throw invalidModule(
    `The module exports ${JSON.stringify(reserved.name)}; names that begin with "${reservedPrefix}" are the ` +
      'platform’s own. Upload the module as the compiler wrote it.',
    { section: 'export', export: reserved.name },
  );
}

function checkStart(module: WasmModule): void {
  const start = module.exports.find(({ name }) => name === '_start');
  if (start === undefined) throw missingStart(module);
  const type = start.kind === 'function' ? functionType(module, start.index) : undefined;
  if (type !== undefined && type.parameters.length + type.results.length === 0) return;
  const found = type === undefined ? `a ${start.kind}` : `a function ${formatFunctionType(type)}`;
  throw invalidModule(
    `The export "_start" is ${found}; it has to be a function () -> (). Build a program with a main function for wasm32-wasip1.`,
    { section: 'export', export: '_start' },
  );
}

function missingStart({ exports }: WasmModule): Error {
  if (exports.some(({ name }) => name === '_initialize'))
    return invalidModule(
      'The module exports "_initialize" and no "_start": it is a library (a WASI reactor), and a function is a program. ' +
        'Build it as a command: with a main function, and without --no-entry or -mexec-model=reactor.',
      { section: 'export' },
    );
  const names = exports.slice(0, 5).map(({ name }) => JSON.stringify(name));
  return invalidModule(
    `The module exports no "_start", which is where a function begins (${
      names.length === 0
        ? 'it exports nothing'
        : `it exports ${names.join(', ')}${exports.length > 5 ? ' …' : ''}`
    }). Build a program with a main function for wasm32-wasip1.`,
    { section: 'export' },
  );
}

/** The one export without which no script runs stands for all of them. */
function checkRuntime({ exports }: WasmModule): void {
  if (exports.some(({ name, kind }) => name === 'qjs_eval' && kind === 'function')) return;
  throw invalidModule(
    'The module carries a script and is not the QuickJS runtime that runs scripts. ' +
      'Upload the script itself, or the module without that section.',
    { section: 'custom' },
  );
}

/** The validation of V8 itself. Throws `invalid-module`. */
export function validateModule(bytes: Uint8Array): void {
  if (WebAssembly.validate(bytes)) return;
  try {
    new WebAssembly.Module(bytes);
  } catch (error) {
    throw notValid(error);
  }
}

/** The same in threads of V8's own, while this one has other things to do. */
export async function validateInThreads(bytes: Uint8Array): Promise<void> {
  try {
    await WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>);
  } catch (error) {
    throw notValid(error);
  }
}

/** V8 says what is wrong, and at which offset, when it compiles; what it says begins with the name of the call. */
function notValid(refusal: unknown): Error {
  const complaint = refusal instanceof Error ? refusal.message : String(refusal);
  return invalidModule(
    `The module is not valid WebAssembly: ${complaint.replace(/^WebAssembly\.\w+\(\): /, '')}. ` +
      'Build it again; if it was edited by a tool, check that tool.',
  );
}
