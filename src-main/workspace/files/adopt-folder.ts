import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import { fileNameProblem } from '../../contract/file-name.ts';
import { hasManifest } from '../manifest/read-manifest.ts';
import { initWorkspace } from '../templates/init-workspace.ts';
import { makeProjectFolder } from './make-project-folder.ts';
import { dropProjectFiles } from './project-files.ts';

/** Throws `invalid-input` for what can't be the name of a folder. */
export function requireFolderName(name: string): void {
  const problem = fileNameProblem(name);
  if (problem !== null) throw new AtelierError('invalid-input', `"${name}" names no folder here. ${problem}`);
}

/**
 * Makes a workspace of copies of files in a folder that is not there yet; without a manifest among them it gets one, as
 * `initWorkspace` makes it. Throws as `dropProjectFiles`; nothing is left then.
 */
export async function adoptFolder(
  folder: string,
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  makeProjectFolder(dirname(folder));
  await mkdir(folder);
  try {
    await dropProjectFiles(folder, '', files);
    if (!(await hasManifest(folder))) await initWorkspace(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
