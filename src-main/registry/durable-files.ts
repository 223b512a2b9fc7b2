import { open } from 'node:fs/promises';

/** Makes the names in a folder survive power loss: a file's own fsync covers its bytes, not its name. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows can't open a folder as a file, and its file systems journal names by themselves.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** True for the error of a path that names nothing. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
