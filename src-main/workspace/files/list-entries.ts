import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import type { FileEntry } from '../../contract/rpc/projects.ts';
import { stateFolder } from '../state-folder.ts';
import { allFiles } from './all-files.ts';
import { resolveInside } from './resolve-inside.ts';

/**
 * What is in one folder of a project, folders first, each by name; what leads out of the project is left out, and what
 * Atelier itself keeps there.
 * Throws `not-found` and `forbidden`.
 */
export async function listEntries(folder: string, path: string): Promise<FileEntry[]> {
  const target = await resolveInside(folder, path);
  const found = await readdir(target, { withFileTypes: true }).catch((cause) => {
    throw new AtelierError('not-found', `There is no folder ${path} in the project.`, { cause });
  });
  const shown = found.filter(({ name }) => name !== stateFolder);
  const entries = await Promise.all(shown.map((entry) => describeEntry(folder, path, entry)));
  return entries.filter((entry) => entry !== null).sort(byKindAndName);
}

/**
 * Files whose path has the letters of the text in their order, the closest matches first. What tools write (packages,
 * version control, build results) is not searched.
 */
export async function findFiles(folder: string, text: string, limit: number): Promise<FileEntry[]> {
  const wanted = text.toLowerCase().replaceAll(/\s/g, '');
  const matches = (await allFiles(folder))
    .flatMap((path) => {
      const rank = rankOf(path.toLowerCase(), wanted);
      return rank === null ? [] : [{ path, rank }];
    })
    .sort((a, b) => a.rank - b.rank || a.path.length - b.path.length || compare(a.path, b.path));
  return Promise.all(
    matches.slice(0, limit).map(async ({ path }): Promise<FileEntry> => {
      const size = await stat(join(folder, path)).then(
        (found) => found.size,
        () => 0,
      );
      return { path, name: posix.basename(path), kind: 'file', size };
    }),
  );
}

/** How well a path matches, the smaller the better: the file's name, the path, its letters. Null: not at all. */
function rankOf(path: string, wanted: string): number | null {
  if (posix.basename(path).includes(wanted)) return 0;
  if (path.includes(wanted)) return 1;
  let position = -1;
  for (const letter of wanted) {
    position = path.indexOf(letter, position + 1);
    if (position === -1) return null;
  }
  return 2;
}

async function describeEntry(folder: string, path: string, entry: Dirent): Promise<FileEntry | null> {
  const inner = posix.join(path.replaceAll('\\', '/'), entry.name);
  if (entry.isDirectory()) return { path: inner, name: entry.name, kind: 'folder', size: 0 };
  try {
    const found = await stat(await resolveInside(folder, inner));
    if (!found.isFile() && !found.isDirectory()) return null;
    const kind = found.isFile() ? 'file' : 'folder';
    return { path: inner, name: entry.name, kind, size: found.isFile() ? found.size : 0 };
  } catch {
    // a link that leads nowhere or out, or a file that went while we looked
    return null;
  }
}

function byKindAndName(a: FileEntry, b: FileEntry): number {
  if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1;
  return names.compare(a.name, b.name);
}

/** As people look for a name: `file2` before `file10`, `README` beside `readme`. */
const names = new Intl.Collator('en', { numeric: true });

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
