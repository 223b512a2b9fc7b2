import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { moveInManifest } from '../manifest/edit-manifest.ts';
import { hasManifest, manifestFile, readManifestText } from '../manifest/read-manifest.ts';
import { writeAtomically } from '../write-atomically.ts';
import { requireFileName, requireFree } from './make-entry.ts';
import { missingFile, refuseProject } from './project-files.ts';
import { resolveInside } from './resolve-inside.ts';

/**
 * Moves a file or folder; where the manifest names it as a source, the manifest follows. Throws `not-found`,
 * `forbidden`, `conflict` where something has the new name, and `invalid-input` for a name that not every system takes.
 */
export async function renameProjectEntry(folder: string, path: string, to: string): Promise<void> {
  const [from, target] = [await resolveInside(folder, path), await resolveInside(folder, to)];
  requireFileName(to);
  refuseProject(folder, from, target);
  if (!(await isSameEntry(from, target))) await requireFree(target, to);
  await mkdir(dirname(target), { recursive: true });
  await rename(from, target).catch((cause) => {
    throw missingFile(path, cause);
  });
  if (await hasManifest(folder)) await followInManifest(folder, path, to);
}

/** A disk that takes `Hello.js` and `hello.js` for one name has the new one already: it is the old one. */
async function isSameEntry(from: string, target: string): Promise<boolean> {
  if (from.toLowerCase() !== target.toLowerCase()) return false;
  const [old, found] = await Promise.all([from, target].map((path) => stat(path).catch(() => null)));
  return old != null && old.ino === found?.ino && old.dev === found.dev;
}

async function followInManifest(folder: string, path: string, to: string): Promise<void> {
  const text = await readManifestText(folder);
  const moved = moveInManifest(text, path, to);
  if (moved !== text) await writeAtomically(join(folder, manifestFile), moved);
}
