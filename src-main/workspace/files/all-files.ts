import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { isHeavy } from '../../contract/heavy-folders.ts';

/** More files than these are not searched. */
const mostFiles = 50_000;

/**
 * The files of a folder but for what tools write (packages, version control, build results). Folders one after the
 * other, near ones first, so that a huge tree gives its upper files.
 */
export async function allFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  const folders = [''];
  for (const below of folders) {
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = posix.join(below, entry.name);
      if (entry.isDirectory() && !isHeavy(entry.name)) folders.push(path);
      if (entry.isFile()) files.push(path);
    }
    if (files.length > mostFiles) break;
  }
  return files;
}
