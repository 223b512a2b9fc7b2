import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, posix } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import { fileNameProblem } from '../../contract/file-name.ts';
import type { FileEntry } from '../../contract/rpc/projects.ts';
import { kindOf } from './kind-of.ts';
import { missingFile, refuseProject } from './project-files.ts';
import { resolveInside } from './resolve-inside.ts';

/**
 * Makes an empty file or folder. Throws `conflict` where something has the name, `invalid-input` for a name that not
 * every system takes, and `forbidden`.
 */
export async function makeProjectEntry(folder: string, path: string, kind: FileEntry['kind']): Promise<void> {
  const target = await resolveInside(folder, path);
  requireFileName(path);
  await requireFree(target, path);
  await mkdir(dirname(target), { recursive: true });
  if (kind === 'folder') await mkdir(target);
  else await writeFile(target, '', { flag: 'wx' });
}

/**
 * Copies a file, or a folder with all that is in it, beside itself: `hello.js` to `hello-copy.js`. Gives the copy's
 * path. Throws `not-found` and `forbidden`.
 */
export async function duplicateProjectEntry(folder: string, path: string): Promise<string> {
  const source = await resolveInside(folder, path);
  refuseProject(folder, source);
  if ((await kindOf(source)) === null) throw missingFile(path);
  const copy = await freeNameBeside(folder, path);
  await cp(source, await resolveInside(folder, copy), {
    recursive: true,
    errorOnExist: true,
    force: false,
    verbatimSymlinks: true,
  });
  return copy;
}

/** Throws `invalid-input` where the last part of a path is no name for every system. */
export function requireFileName(path: string): void {
  const problem = fileNameProblem(basename(path));
  if (problem !== null) throw new AtelierError('invalid-input', problem);
}

/** Throws `conflict` where something is at a path already. */
export async function requireFree(target: string, path: string): Promise<void> {
  if ((await kindOf(target)) !== null) throw new AtelierError('conflict', `${path} is there already.`);
}

async function freeNameBeside(folder: string, path: string): Promise<string> {
  const { dir, name, ext } = posix.parse(path);
  for (let number = 1; ; number += 1) {
    const copy = posix.join(dir, `${name}-copy${number === 1 ? '' : `-${number}`}${ext}`);
    if ((await kindOf(await resolveInside(folder, copy))) === null) return copy;
  }
}
