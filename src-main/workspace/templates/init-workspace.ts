import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import type { ManifestFunction } from '../../contract/manifest.ts';
import { changing } from '../files/changing.ts';
import { addIgnoreLines } from '../ignore-lines.ts';
import { manifestFile } from '../manifest/read-manifest.ts';
import { secretsFile } from '../secrets.ts';
import { stateFolder } from '../state-folder.ts';
import { suggestFunctions } from './suggest-functions.ts';

/**
 * Makes a workspace of a folder that is there: a manifest with the functions that it seems to have, and lines in
 * `.gitignore`. Gives the functions' names. Throws `conflict` where there is a manifest, `not-found` where there is no folder,
 * and `forbidden` where the system does not allow it.
 */
export async function initWorkspace(folder: string): Promise<readonly string[]> {
  const functions = await suggestFunctions(folder);
  await changing(folder, () => beginManifest(folder, functions));
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
