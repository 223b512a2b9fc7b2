import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import { type ManifestFunction, manifestFunctionName, type SourceLanguage } from '../../contract/manifest.ts';
import { findScriptEntry } from '../../toolchain/bundle-modules.ts';
import { languageOfFile, languageOfProject } from '../build/source-language.ts';

type Suggestions = Readonly<Record<string, ManifestFunction>>;

/** Files beside sources that are none: of tools, of tests, and declarations. */
const besides = /\.(config|test|spec|d)$/;
/** Names of files that other folders have as well: functions of one name are one function of the cloud. */
const saysNothing = /^(main|index)$/;
/** What AssemblyScript has and TypeScript lacks: the sizes of numbers, and libraries of its own. */
const assemblyScript =
  /:\s*(?:[iu](?:8|16|32|64|size)|f32|f64)\b|\bfrom\s*["'](?:atelier\/|@?as-|@assemblyscript\/)/;

/**
 * The functions that a folder seems to have: what a compiler's project makes, otherwise one for each source in it, otherwise
 * what its `package.json` begins with. Throws `not-found` where there is no folder.
 */
export async function suggestFunctions(folder: string): Promise<Suggestions> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR') throw cause;
    throw new AtelierError('not-found', `There is no folder ${folder}. Make it first.`, { cause });
  });
  const names = entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
  const project = languageOfProject(new Set(names));
  if (project !== undefined) return theFolder(folder, project);
  const found = await eachSource(folder, names);
  if (Object.keys(found).length > 0 || !names.includes('package.json')) return found;
  const entry = await findScriptEntry(folder).catch(() => undefined);
  if (entry === undefined) return {};
  return theFolder(folder, extname(entry) === '.ts' ? 'typescript' : 'javascript');
}

function theFolder(folder: string, language: SourceLanguage): Suggestions {
  return { [nameOfFolder(folder)]: { source: '.', language } };
}

function nameOfFolder(folder: string): string {
  const name = basename(folder)
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[-_]+/, '');
  return manifestFunctionName.safeParse(name).success ? name : 'main';
}

async function eachSource(folder: string, names: readonly string[]): Promise<Suggestions> {
  const functions: Record<string, ManifestFunction> = {};
  for (const file of names) {
    const plain = basename(file, extname(file));
    const name = saysNothing.test(plain) ? nameOfFolder(folder) : plain;
    if (
      besides.test(plain) ||
      !manifestFunctionName.safeParse(name).success ||
      Object.hasOwn(functions, name)
    )
      continue;
    const language = extname(file) === '.ts' ? await languageOfTs(join(folder, file)) : languageOfFile(file);
    if (language !== undefined) functions[name] = { source: file, language };
  }
  return functions;
}

async function languageOfTs(path: string): Promise<SourceLanguage> {
  return assemblyScript.test(await readFile(path, 'utf8')) ? 'assemblyscript' : 'typescript';
}
