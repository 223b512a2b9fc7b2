import { closeSync, constants, existsSync, lstatSync, openSync } from 'node:fs';

/** A directory of the host that stays the one it is while its entries are addressed. */
export interface DirectoryAnchor {
  /** A path of the directory, good until it is released. */
  readonly path: string;
  release(): void;
}

/** `O_PATH` of Linux, which Node does not list: a descriptor that only stands for a place. */
const pathOnly = 0o10000000;

const descriptorFolder = '/proc/self/fd';
const hasDescriptorFolder = process.platform === 'linux' && existsSync(descriptorFolder);

/**
 * Anchors the directory at a path; throws `ENOTDIR` where its last component is anything else, symbolic links too.
 *
 * On Linux the anchor is an open descriptor and its entries are addressed through `/proc`: what somebody else moves or
 * replaces by a link on the way there meanwhile leads nowhere new, as with the `openat` family. Node has no such calls
 * for other systems, where the path itself has to do.
 */
export function anchorDirectory(path: string): DirectoryAnchor {
  if (hasDescriptorFolder) {
    const fd = openSync(path, pathOnly | constants.O_DIRECTORY | constants.O_NOFOLLOW);
    return { path: `${descriptorFolder}/${fd}`, release: () => closeSync(fd) };
  }
  if (!lstatSync(path).isDirectory())
    throw Object.assign(new Error(`${path} is not a directory`), { code: 'ENOTDIR' });
  return { path, release: () => {} };
}
