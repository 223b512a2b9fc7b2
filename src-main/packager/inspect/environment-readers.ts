import { demangleName } from '../../symbols/demangle-name.ts';
import { functionNames, globalNames } from '../module/names.ts';
import { parameterCount, type WasmModule } from '../module/wasm-module.ts';

/** How the name of a variable is handed over; what the languages call their strings. */
export type KeyForm =
  /** C: the address of bytes that end with a zero. */
  | 'zero-terminated'
  /** Rust, Zig and TinyGo: an address and a length. */
  | 'slice'
  /** AssemblyScript: the address of UTF-16, with its length in bytes before it. */
  | 'string-object'
  /** Go: an address and a length at the top of Go's own stack. */
  | 'go-stack';

/** A function that reads the environment variable whose name it is given. */
export interface EnvironmentReader {
  readonly form: KeyForm;
  /** Which argument is the address; of no meaning on Go's stack. */
  readonly argument: number;
  /** It looks into any map, of which one is the environment. */
  readonly ofMap?: true;
}

/** A look-up in a map of AssemblyScript; where it was inlined, the hash of its key is what is left to see. */
const mapReader =
  /^~lib\/(map\/Map<~lib\/string\/String,~lib\/string\/String>#(get|has)|util\/hash\/HASH<~lib\/string\/String>)$/;
const goReader = /^(os\.(Getenv|LookupEnv)|syscall\.Getenv)$/;
/** What the standard libraries call them. Of Zig's map of the environment only the look-up inside is no inline. */
const sliceReader =
  /^std::env::_?var(_os)?$|^process\.(Environ\.\w*(get|contains)|getEnvVar|hasEnvVar)|^posix\.getenv|EnvNameHashContext.*\.getIndexAdapted/;
const terminatedReader = /^(secure_)?getenv$/;

/** The functions of a module that are known by their names to read environment variables, by index. */
export function environmentReaders(module: WasmModule): Map<number, EnvironmentReader> {
  const readers = new Map<number, EnvironmentReader>();
  for (const [index, symbol] of functionNames(module)) {
    const reader = readerOf(demangleName(symbol), parameterCount(module, index));
    if (reader !== undefined) readers.set(index, reader);
  }
  return readers;
}

/** A result that is a structure, a map that is asked: what else is given comes first. */
function readerOf(name: string, parameters: number): EnvironmentReader | undefined {
  const [last, beforeLast] = [parameters - 1, parameters - 2];
  if (terminatedReader.test(name)) return { form: 'zero-terminated', argument: last };
  if (sliceReader.test(name)) return { form: 'slice', argument: beforeLast };
  if (mapReader.test(name)) return { form: 'string-object', argument: last, ofMap: true };
  if (!goReader.test(name)) return undefined;
  return parameters > 1 ? { form: 'slice', argument: beforeLast } : { form: 'go-stack', argument: 0 };
}

/** The global in which AssemblyScript keeps the map that is the environment, and no other map. */
export function environmentGlobal(module: WasmModule): number | undefined {
  return [...globalNames(module)].find(([, name]) => name.endsWith('/wasi_process.env'))?.[0];
}
