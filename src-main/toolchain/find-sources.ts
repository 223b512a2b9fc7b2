import { readdir } from 'node:fs/promises';
import { extname } from 'node:path';

/** Folders of a project that hold no source of it. */
const skipped = new Set(['node_modules', 'build', 'out', 'test', 'tests']);

/** The files of a project with one of the extensions, relative to its folder, always in the same order. */
export async function findSources(folder: string, extensions: readonly string[]): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((file) => extensions.includes(extname(file)))
    .filter((file) => !file.split(/[/\\]/).some((part) => skipped.has(part) || part.startsWith('.')))
    .sort();
}
