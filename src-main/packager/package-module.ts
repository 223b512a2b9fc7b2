import type { Strip } from '../contract/build-settings.ts';
import { type Executable, executableVersion } from '../contract/executable.ts';
import { quickJsExports } from '../contract/quickjs-exports.ts';
import { javaScriptSection } from '../toolchain/toolchain.ts';
import { functionNames } from './module/names.ts';
import { parseModule } from './module/parse-module.ts';
import { rewriteModule } from './module/rewrite-module.ts';
import { type CodeFacts, type CodeMeasure, scanInstructions } from './module/scan-instructions.ts';
import { startReachesHost } from './module/start-reach.ts';
import { checkModule, validateInThreads, validateModule } from './module/validate-module.ts';
import type { GlobalType, WasmModule } from './module/wasm-module.ts';

/** A module made ready to run, before its parts are in the registry. */
export interface PackagedModule {
  /** The rewritten module. */
  readonly module: Uint8Array;
  /** The script of a JavaScript release; null for a command. */
  readonly script: string | null;
  /** The names of its functions by index, where the rewritten module has none any more; otherwise null. */
  readonly names: ReadonlyMap<number, string> | null;
  /** The executable, but for the digests of its parts. */
  readonly executable: Omit<Executable, `${string}Digest`>;
  /** Whether the code may grow the memory. */
  readonly growsMemory: boolean;
  /** What it was made of. */
  readonly source: WasmModule;
  readonly code: CodeMeasure;
}

/** Value types that JavaScript can read from a global and write back. */
const portableTypes: ReadonlySet<string> = new Set(['i32', 'i64', 'f32', 'f64', 'funcref', 'externref']);

/** Of the runtime that scripts share. */
const runtimeExports = new Set<string>(quickJsExports);

/**
 * Turns a module as a compiler wrote it into an executable: validates it, brings its state within reach of images,
 * and says what an image can't restore. The runtime that scripts share keeps its names, whatever is stripped. Equal
 * bytes in, equal bytes out. Throws `invalid-module`.
 */
export function packageModule(wasm: Uint8Array, strip: Strip = 'debuginfo'): PackagedModule {
  const read = readModule(wasm);
  validateModule(wasm);
  return makeExecutable(read, strip);
}

/** The same, with the validation in threads of V8's own, while this one reads the code. */
export async function packageModuleInThreads(wasm: Uint8Array, strip?: Strip): Promise<PackagedModule> {
  const validated = validateInThreads(wasm);
  validated.catch(() => undefined);
  const read = readModule(wasm);
  await validated;
  return makeExecutable(read, strip);
}

/** A module that was taken apart, and what its code does, if it is valid. */
interface ReadModule {
  readonly module: WasmModule;
  readonly script: string | null;
  readonly code: CodeFacts;
}

function readModule(wasm: Uint8Array): ReadModule {
  const module = parseModule(wasm);
  const script = embeddedScript(module);
  checkModule(module, script === null ? 'command' : 'javascript');
  return { module, script, code: scanInstructions(module) };
}

function makeExecutable({ module, script, code }: ReadModule, strip: Strip = 'debuginfo'): PackagedModule {
  const { obstacles, memoryGrows, growsTables, measure } = code;
  const names = script === null && strip === 'symbols' ? functionNames(module) : null;
  const leaveOut = script !== null ? javaScriptSection : names === null ? undefined : 'name';
  const exportedFunctions = script === null ? undefined : runtimeExports;
  const rewritten = rewriteModule(module, { memoryGrows, growsTables, exportedFunctions, leaveOut });
  const memory = module.memories[0];
  return {
    module: rewritten.bytes,
    script,
    names,
    executable: {
      version: executableVersion,
      kind: script === null ? 'command' : 'javascript',
      wasmSize: module.bytes.length,
      memory: {
        initialPages: memory?.minimum ?? 0,
        maximumPages: memory?.maximum ?? null,
        imported: rewritten.memoryImported,
      },
      globals: [...rewritten.globals],
      codeShifts: rewritten.codeShifts,
      imageObstacles: [...obstacles, ...globalObstacles(module.globals), ...startObstacles(module)],
    },
    growsMemory: memoryGrows.length > 0,
    source: module,
    code: measure,
  };
}

function embeddedScript({ bytes, sections }: WasmModule): string | null {
  const section = sections.find(({ id, name }) => id === 0 && name === javaScriptSection);
  return section === undefined
    ? null
    : new TextDecoder().decode(bytes.subarray(section.content, section.end));
}

function globalObstacles(globals: readonly GlobalType[]): string[] {
  const types = globals
    .filter(({ mutable, type }) => mutable && !portableTypes.has(type))
    .map(({ type }) => type);
  return [...new Set(types)].map((type) => `a mutable global of type ${type} can’t be read from outside`);
}

function startObstacles(module: WasmModule): string[] {
  return startReachesHost(module)
    ? ['the start section may make hostcalls before the invocation begins']
    : [];
}
