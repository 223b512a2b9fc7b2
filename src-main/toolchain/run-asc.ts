import { stripVTControlCharacters } from 'node:util';
import type { Diagnostic } from '../contract/diagnostic.ts';
import { libraryEntries, libraryFolder, readLibrary } from './assemblyscript-library.ts';
import { survivingCrash } from './survive-crash.ts';
import { type CompileInput, compileFailed } from './toolchain.ts';

/**
 * The part of the compiler's interface that is used here. Its own declarations are those of the language: they would
 * make `i32` and its other globals known to the whole program.
 */
interface Compiler {
  main(parameters: readonly string[], host: CompilerHost): Promise<{ readonly error: Error | null }>;
}
interface CompilerHost {
  readFile(name: string, folder: string): string | null;
  listFiles(folder: string): string[] | null;
  writeFile(name: string, contents: Uint8Array | string): void;
  reportDiagnostic(message: CompilerMessage): void;
  readonly stdout: { write(chunk: Uint8Array | string): void };
  readonly stderr: { write(chunk: Uint8Array | string): void };
}
interface CompilerMessage {
  readonly message: string;
  /** 3 is an error, 2 a warning; less are remarks. */
  readonly category: number;
  /** `start` counts UTF-16 units of the source's text. */
  readonly range: {
    readonly start: number;
    readonly source: { readonly normalizedPath: string };
  } | null;
}

/** What the compiler sees of a program. Paths are relative to wherever the reader begins, with `/`. */
export interface AscSources {
  readonly entry: string;
  /** The text of a file; null where there is none that may be read. */
  read(path: string): string | null;
}

const outputFile = 'function.wasm';
const shimmedGlobals = ['trace', 'seed', 'crypto', 'performance', 'process', 'Date'];

/**
 * The settings of the shim's own `asconfig.json`, with which a module imports WASI alone, and optimisation. `--debug`
 * keeps the names of functions, for stack traces. The console is our own: the shim's writes errors to stdout; and so is
 * what ends a program: the shim's overwrites long messages while it writes them.
 */
export const ascOptions = [
  ...['--lib', libraryFolder],
  ...[
    'ASC_WASI=1',
    'abort=atelier_abort',
    'console=atelier_console',
    ...shimmedGlobals.map((name) => `${name}=wasi_${name}`),
  ].flatMap((use) => ['--use', use]),
  ...['--exportStart', '_start'],
  ...['--optimize', '--debug'],
  ...['--outFile', outputFile],
];

/** Runs `asc` over sources and its own libraries: it sees no other file. Throws `compile-failed`. */
export async function runAsc(
  { entry, read }: AscSources,
  { log, complain }: Pick<CompileInput, 'log' | 'complain'>,
): Promise<Uint8Array> {
  const library = await readLibrary();
  // What is no source may be a configuration, which could name code to run in the compiler.
  const readSource = (path: string) => (path.endsWith('.ts') ? read(path) : null);
  const compiler: Compiler = await import(import.meta.resolve('assemblyscript/asc'));
  const diagnostics: Diagnostic[] = [];
  let wasm: Uint8Array | undefined;
  let complaints = '';
  let latest = '';
  const host: CompilerHost = {
    readFile: (name, folder) =>
      library.get(`${folder}/${name}`) ?? (folder === '.' ? readSource(name) : null),
    listFiles: (folder) => (folder === libraryFolder ? libraryEntries(library) : null),
    writeFile: (name, contents) => {
      if (name === outputFile && typeof contents !== 'string') wasm = contents;
    },
    // It has written the message in its own words just before.
    reportDiagnostic: (message) => diagnostics.push(...toDiagnostics(message, latest, readSource)),
    stdout: { write: (chunk) => log(text(chunk)) },
    stderr: {
      write: (chunk) => {
        latest = text(chunk);
        complaints += latest;
      },
    },
  };
  const { error } = await survivingCrash('asc', () => compiler.main([entry, ...ascOptions], host));
  if (complaints !== '') log(complaints);
  if (error !== null || wasm === undefined) throw compileFailed(complaints || String(error), diagnostics);
  complain?.(diagnostics);
  return wasm;
}

/** What the compiler wrote, without the colours that it adds where `CI` is set. */
function text(chunk: Uint8Array | string): string {
  return stripVTControlCharacters(typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk));
}

/** What the compiler says about the source; complaints about its libraries are in its text alone. */
function toDiagnostics(
  { message, category, range }: CompilerMessage,
  words: string,
  read: AscSources['read'],
): Diagnostic[] {
  const file = range?.source.normalizedPath;
  const source = file === undefined ? null : read(file);
  if (range === null || file === undefined || source === null || category < 2) return [];
  const before = source.slice(0, range.start).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const severity = category === 2 ? 'warning' : 'error';
  return [{ file, line: before.length, column, severity, message, text: words.trim() }];
}
