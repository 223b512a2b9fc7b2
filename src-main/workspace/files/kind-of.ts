import { stat } from 'node:fs/promises';

/** What is at a path, links followed; null where there is nothing that can be reached. */
export async function kindOf(path: string): Promise<'file' | 'folder' | 'other' | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'other';
}
