import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { AtelierError } from '../contract/errors.ts';
import { type CompileInput, compileFailed, type Diagnostic, type Toolchain } from './toolchain.ts';

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
  /** `start` counts UTF-16 units of the source's text. */
  readonly range: {
    readonly start: number;
    readonly source: { readonly normalizedPath: string };
  } | null;
}

/** Where the compiler is told that our library lies, the shim's and Atelier's own; it reads it from memory. */
const libraryFolder = '/library';
const outputFile = 'function.wasm';
const shimmedGlobals = ['abort', 'trace', 'seed', 'crypto', 'performance', 'process', 'Date'];

/**
 * The settings of the shim's own `asconfig.json`, with which a module imports WASI alone, and optimisation. `--debug`
 * keeps the names of functions, for stack traces. The console is our own: the shim's writes errors to stdout.
 */
const options = [
  ...['--lib', libraryFolder],
  ...[
    'ASC_WASI=1',
    'console=atelier_console',
    ...shimmedGlobals.map((name) => `${name}=wasi_${name}`),
  ].flatMap((use) => ['--use', use]),
  ...['--exportStart', '_start'],
  ...['--optimize', '--debug'],
  ...['--outFile', outputFile],
];

const packages = createRequire(import.meta.url);
const compilerManifest = packages.resolve('assemblyscript/package.json');
const shimManifest = packages.resolve('@assemblyscript/wasi-shim/package.json');

/** AssemblyScript by `asc`, embedded, with its WASI shim. It sees the source and its own libraries, and no disk. */
export const assemblyScriptToolchain: Toolchain = {
  platform: 'ASSEMBLY_SCRIPT',
  detect: async () => ({ found: true, version: await compilerVersion(), path: null }),
  version: () => compilerVersion(),
  compile,
};

async function compile(input: CompileInput): Promise<Uint8Array> {
  const source = decodeSource(input);
  const files = new Map([[`./${input.fileName}`, source], ...(await readLibrary())]);
  const compiler: Compiler = await import(import.meta.resolve('assemblyscript/asc'));
  const diagnostics: Diagnostic[] = [];
  let wasm: Uint8Array | undefined;
  let complaints = '';
  const { error } = await compiler.main([input.fileName, ...options], {
    readFile: (name, folder) => files.get(`${folder}/${name}`) ?? null,
    listFiles: (folder) => (folder === libraryFolder ? libraryEntries(files) : null),
    writeFile: (name, contents) => {
      if (name === outputFile && typeof contents !== 'string') wasm = contents;
    },
    reportDiagnostic: (message) => diagnostics.push(...toDiagnostics(message, input.fileName, source)),
    stdout: { write: (chunk) => input.log(text(chunk)) },
    stderr: {
      write: (chunk) => {
        complaints += text(chunk);
      },
    },
  });
  if (complaints !== '') input.log(complaints);
  if (error !== null || wasm === undefined) throw compileFailed(complaints || String(error), diagnostics);
  return wasm;
}

function decodeSource({ source, fileName }: CompileInput): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source);
  } catch (cause) {
    throw new AtelierError('compile-failed', `${fileName} is not UTF-8 text. Save the source as UTF-8.`, {
      cause,
    });
  }
}

/** What the compiler wrote, without the colours that it adds where `CI` is set. */
function text(chunk: Uint8Array | string): string {
  return stripVTControlCharacters(typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk));
}

/** What the compiler says about the source; complaints about its libraries are in its text alone. */
function toDiagnostics({ message, range }: CompilerMessage, file: string, source: string): Diagnostic[] {
  if (range?.source.normalizedPath !== file) return [];
  const before = source.slice(0, range.start).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return [{ file, line: before.length, column, message }];
}

/** The library by the paths under which the compiler asks for it: `atelier/http` is one of its modules. */
async function readLibrary(): Promise<[path: string, text: string][]> {
  const folders = [
    join(dirname(shimManifest), 'assembly'),
    fileURLToPath(new URL('../../resources/assemblyscript', import.meta.url)),
  ];
  return (await Promise.all(folders.map(readSources))).flat();
}

async function readSources(folder: string): Promise<[path: string, text: string][]> {
  const names = await readdir(folder, { recursive: true });
  const sources = names.filter((name) => name.endsWith('.ts')).sort();
  return Promise.all(
    sources.map(
      async (name): Promise<[string, string]> => [
        `${libraryFolder}/${name.replaceAll('\\', '/')}`,
        await readFile(join(folder, name), 'utf8'),
      ],
    ),
  );
}

/** The files that make up the library; those in folders below are imported by them. */
function libraryEntries(files: ReadonlyMap<string, string>): string[] {
  return [...files.keys()]
    .filter((path) => path.startsWith(`${libraryFolder}/`))
    .map((path) => path.slice(libraryFolder.length + 1))
    .filter((name) => !name.includes('/'));
}

let version: Promise<string> | undefined;

/** What is part of Atelier does not change while it runs. */
function compilerVersion(): Promise<string> {
  version ??= Promise.all([versionOf(compilerManifest), versionOf(shimManifest)]).then(
    ([compiler, shim]) => `asc ${compiler} with wasi-shim ${shim}`,
  );
  return version;
}

async function versionOf(manifest: string): Promise<string> {
  return JSON.parse(await readFile(manifest, 'utf8')).version;
}
