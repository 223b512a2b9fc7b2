import { readdir, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import { type ManifestFunction, manifestFunctionName } from '../../contract/manifest.ts';
import { languageOfFile } from '../build/source-language.ts';
import { addIgnoreLines } from '../ignore-lines.ts';
import { manifestFile } from '../manifest/read-manifest.ts';
import { secretsFile } from '../secrets.ts';
import { stateFolder } from '../state-folder.ts';

/**
 * Makes a workspace of a folder that is there: a manifest with a function for each source file in it whose language
 * its name tells, and lines in `.gitignore`. Gives the functions' names. Throws `conflict` where there is a manifest,
 * and `not-found` where there is no folder.
 */
export async function initWorkspace(folder: string): Promise<readonly string[]> {
  const functions = await suggestFunctions(folder);
  await beginManifest(folder, functions);
  return Object.keys(functions);
}

/** Writes the first manifest of a folder, and the lines of its `.gitignore`. Throws `conflict` where there is one. */
export async function beginManifest(
  folder: string,
  functions: Readonly<Record<string, ManifestFunction>>,
): Promise<void> {
  const text = `${JSON.stringify({ functions }, null, 2)}\n`;
  await writeFile(join(folder, manifestFile), text, { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
    throw new AtelierError('conflict', `${folder} has a manifest already: ${manifestFile}.`, { cause });
  });
  await addIgnoreLines(folder, [`${stateFolder}/`, secretsFile]);
}

async function suggestFunctions(folder: string): Promise<Record<string, ManifestFunction>> {
  const functions: Record<string, ManifestFunction> = {};
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR') throw cause;
    throw new AtelierError('not-found', `There is no folder ${folder}. Make it first.`, { cause });
  });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const language = languageOfFile(entry.name);
    const name = basename(entry.name, extname(entry.name));
    const isFunction = entry.isFile() && language !== undefined && !/\.(config|test|d)$/.test(name);
    if (isFunction && manifestFunctionName.safeParse(name).success && !Object.hasOwn(functions, name))
      functions[name] = { source: entry.name, language };
  }
  return functions;
}
