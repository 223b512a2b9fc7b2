import { readdir, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import { type ManifestFunction, type SourceLanguage, sourceLanguages } from '../../contract/manifest.ts';
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

/** The file that makes a project of a folder, by language. */
const projectFiles: Partial<Readonly<Record<SourceLanguage, string>>> = {
  rust: 'Cargo.toml',
  go: 'go.mod',
  zig: 'build.zig',
  assemblyscript: 'asconfig.json',
  javascript: 'index.js',
};

/** Languages in which a file says itself which other files belong to it. */
const followsImports: ReadonlySet<SourceLanguage> = new Set(['javascript', 'assemblyscript']);

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
  /** The folder of the project that has to be compiled as a whole: the source itself, or one around it. */
  readonly project: string | null;
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
  const project = isFolder ? path : await projectAround(folder, dirname(path), told);
  return { name, path, isFolder, project, language: told };
}

/** The nearest folder up to the workspace's own that has the language's project file. */
async function projectAround(
  workspace: string,
  folder: string,
  language: SourceLanguage,
): Promise<string | null> {
  const file = projectFiles[language];
  if (file === undefined || followsImports.has(language)) return null;
  if ((await readdir(folder)).includes(file)) return folder;
  return folder === workspace ? null : projectAround(workspace, dirname(folder), language);
}

/** The language whose compiler makes a project of a folder with these files; undefined where none does. */
export function languageOfProject(files: ReadonlySet<string>): SourceLanguage | undefined {
  return sourceLanguages.find(
    (language) => language !== 'javascript' && files.has(projectFiles[language] ?? ''),
  );
}

async function languageOfFolder(path: string): Promise<SourceLanguage | undefined> {
  const names = new Set(await readdir(path));
  return sourceLanguages.find((language) => names.has(projectFiles[language] ?? ''));
}

function unknownLanguage(name: string, source: string): AtelierError {
  const reason =
    extname(source) === '.ts'
      ? `${source} could be "typescript" or "assemblyscript"`
      : `what ${source} is written in can't be told from its files`;
  return new AtelierError('invalid-input', `functions.${name}: ${reason}; say which with "language".`);
}
