import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';

/**
 * The absolute path of something in a folder, by a path relative to it; the thing need not be there yet. `folder` is a
 * real path. Throws `forbidden` for a path that leads out of the folder, by `..` or by a symbolic link.
 */
export async function resolveInside(folder: string, path: string): Promise<string> {
  const target = join(folder, path);
  if (isAbsolute(path) || path.includes('\0') || !isInside(folder, target)) throw outside(path);
  const real = await realpathOfNearest(target);
  if (!isInside(folder, real)) throw outside(path);
  return target;
}

/** The real path of what is there of a path, with the rest as it is. */
async function realpathOfNearest(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if ((code !== 'ENOENT' && code !== 'ENOTDIR') || dirname(path) === path) throw error;
    return realpathOfNearest(dirname(path));
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function outside(path: string): AtelierError {
  return new AtelierError('forbidden', `${path} is not in the project's folder.`);
}
