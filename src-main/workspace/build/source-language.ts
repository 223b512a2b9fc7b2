import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import type { ManifestFunction, SourceLanguage } from '../../contract/manifest.ts';
import type { Platform } from '../../contract/platform-code.ts';

const languageOfExtension: Readonly<Record<string, SourceLanguage>> = {
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.rs': 'rust',
  '.go': 'go',
  '.c': 'c',
  '.cc': 'cpp',
  '.cpp': 'cpp',
  '.cxx': 'cpp',
  '.zig': 'zig',
  '.wasm': 'wasm',
};

const languageOfProjectFile: Readonly<Record<string, SourceLanguage>> = {
  'Cargo.toml': 'rust',
  'go.mod': 'go',
  'build.zig': 'zig',
  'index.js': 'javascript',
  'index.mjs': 'javascript',
};

/**
 * The platform under which a language is uploaded. The cloud has none for C, C++, Zig and ready-made WebAssembly: what
 * is uploaded of them is recognised by its content, and any platform would do.
 */
export const platformOfLanguage: Readonly<Record<SourceLanguage, Platform>> = {
  javascript: 'JAVA_SCRIPT',
  typescript: 'JAVA_SCRIPT',
  assemblyscript: 'ASSEMBLY_SCRIPT',
  rust: 'RUST',
  go: 'TINY_GO',
  c: 'RUST',
  cpp: 'RUST',
  zig: 'RUST',
  wasm: 'RUST',
};

/** The language that a file's name tells; undefined where it could be several, as with `.ts`, or none. */
export function languageOfFile(name: string): SourceLanguage | undefined {
  return languageOfExtension[extname(name)];
}

/** Where a function's source lies and what it is written in. */
export interface FunctionSource {
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly language: SourceLanguage;
}

/**
 * Finds the source of a manifest's function. Throws `not-found` where nothing is at its path and `invalid-input` where
 * neither the manifest nor the file names tell the language.
 */
export async function findSource(
  folder: string,
  name: string,
  { source, language }: ManifestFunction,
): Promise<FunctionSource> {
  const path = join(folder, source);
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    (cause) => {
      throw new AtelierError('not-found', `The source of "${name}" is not there: ${path}`, { cause });
    },
  );
  const told = language ?? (isFolder ? await languageOfFolder(path) : languageOfFile(path));
  if (told === undefined) throw unknownLanguage(name, source);
  return { name, path, isFolder, language: told };
}

async function languageOfFolder(path: string): Promise<SourceLanguage | undefined> {
  const names = new Set(await readdir(path));
  const known = Object.keys(languageOfProjectFile).find((file) => names.has(file));
  return known === undefined ? undefined : languageOfProjectFile[known];
}

function unknownLanguage(name: string, source: string): AtelierError {
  const reason =
    extname(source) === '.ts'
      ? `${source} could be "typescript" or "assemblyscript"`
      : `what ${source} is written in can't be told from its files`;
  return new AtelierError('invalid-input', `functions.${name}: ${reason}; say which with "language".`);
}
