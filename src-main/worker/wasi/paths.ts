import type { WasiAbi } from './abi.ts';
import type { WasiContext } from './context.ts';
import { type Descriptor, fdFlag, type OpenOptions, right } from './descriptor.ts';
import { type Errno, errno } from './errno.ts';
import { readFileTimes, writeFileStat } from './file-stat.ts';
import { allRights } from './filesystem/rights.ts';
import type { GuestMemory } from './guest-memory.ts';
import { heldDirectory } from './held-descriptor.ts';
import type { HostcallFamily, HostFunctions } from './hostcall.ts';

/** `lookupflags` of preview 1. */
const followSymlinks = 1;

/** `oflags` of preview 1. */
const openFlag = { create: 1, directory: 2, exclusive: 4, truncate: 8 } as const;
const allOpenFlags = 15;
const allFdFlags = Object.values(fdFlag).reduce((flags: number, flag) => flags | flag, 0);

/** Bytes in a whole path, `PATH_MAX` of Linux. */
const pathLimit = 4096;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** `path_*` */
export const pathCalls: HostcallFamily = (context, abi) => ({
  path_open: (...parameters: OpenParameters) => openPath(context, ...parameters),
  ...statusCalls(context, abi),
  ...entryCalls(context),
  ...twoPathCalls(context),
});

function statusCalls(context: WasiContext, abi: WasiAbi): HostFunctions {
  const { memory } = context;
  return {
    path_filestat_get(fd: number, flags: number, path: number, size: number, pointer: number) {
      if ((flags & ~followSymlinks) !== 0) return errno.inval;
      return onPath(context, fd, right.pathFilestatGet, path, size, (directory, name) => {
        const stat = directory.statPath(name, flags === followSymlinks);
        return typeof stat === 'number' ? stat : writeFileStat(memory, abi, pointer, stat);
      });
    },
    path_filestat_set_times(
      fd: number,
      flags: number,
      path: number,
      size: number,
      access: bigint,
      modification: bigint,
      timeFlags: number,
    ) {
      if ((flags & ~followSymlinks) !== 0) return errno.inval;
      const times = readFileTimes(access, modification, timeFlags);
      if (typeof times === 'number') return times;
      return onPath(context, fd, right.pathFilestatSetTimes, path, size, (directory, name) =>
        directory.setPathTimes(name, flags === followSymlinks, times),
      );
    },
    path_readlink(
      fd: number,
      path: number,
      size: number,
      buffer: number,
      bufferSize: number,
      usedPointer: number,
    ) {
      return onPath(context, fd, right.pathReadlink, path, size, (directory, name) => {
        const target = directory.readlink(name);
        if (typeof target === 'number') return target;
        const bytes = Buffer.from(target).subarray(0, bufferSize);
        memory.slice(buffer, bytes.length).set(bytes);
        memory.writeU32(usedPointer, bytes.length);
        return errno.success;
      });
    },
  };
}

function entryCalls(context: WasiContext): HostFunctions {
  return {
    path_create_directory: (fd: number, path: number, size: number) =>
      onPath(context, fd, right.pathCreateDirectory, path, size, (directory, name) =>
        directory.createDirectory(name),
      ),
    path_remove_directory: (fd: number, path: number, size: number) =>
      onPath(context, fd, right.pathRemoveDirectory, path, size, (directory, name) =>
        directory.removeDirectory(name),
      ),
    path_unlink_file: (fd: number, path: number, size: number) =>
      onPath(context, fd, right.pathUnlinkFile, path, size, (directory, name) => directory.unlink(name)),
    path_symlink(target: number, targetSize: number, fd: number, path: number, size: number) {
      const text = readPath(context.memory, target, targetSize);
      if (typeof text === 'number') return text;
      return onPath(context, fd, right.pathSymlink, path, size, (directory, name) =>
        directory.symlink(text, name),
      );
    },
  };
}

function twoPathCalls(context: WasiContext): HostFunctions {
  return {
    path_rename: (fd: number, path: number, size: number, newFd: number, newPath: number, newSize: number) =>
      onPath(context, fd, right.pathRenameSource, path, size, (directory, name) =>
        onPath(context, newFd, right.pathRenameTarget, newPath, newSize, (newDirectory, newName) =>
          directory.rename(name, newDirectory, newName),
        ),
      ),
    path_link(
      fd: number,
      flags: number,
      path: number,
      size: number,
      newFd: number,
      newPath: number,
      newSize: number,
    ) {
      if ((flags & ~followSymlinks) !== 0) return errno.inval;
      return onPath(context, fd, right.pathLinkSource, path, size, (directory, name) =>
        onPath(context, newFd, right.pathLinkTarget, newPath, newSize, (newDirectory, newName) =>
          directory.link(name, flags === followSymlinks, newDirectory, newName),
        ),
      );
    },
  };
}

type OpenParameters = [
  fd: number,
  lookupFlags: number,
  path: number,
  size: number,
  openFlags: number,
  rightsBase: bigint,
  rightsInheriting: bigint,
  fdFlags: number,
  fdPointer: number,
];

function openPath(context: WasiContext, ...parameters: OpenParameters): Errno {
  const [fd, lookupFlags, path, size, openFlags, base, inheriting, fdFlags, fdPointer] = parameters;
  const unknown = (lookupFlags & ~followSymlinks) | (openFlags & ~allOpenFlags) | (fdFlags & ~allFdFlags);
  if (unknown !== 0) return errno.inval;
  const options: OpenOptions = {
    followSymlinks: lookupFlags === followSymlinks,
    create: (openFlags & openFlag.create) !== 0,
    directory: (openFlags & openFlag.directory) !== 0,
    exclusive: (openFlags & openFlag.exclusive) !== 0,
    truncate: (openFlags & openFlag.truncate) !== 0,
    rightsBase: base & allRights,
    rightsInheriting: inheriting & allRights,
    flags: fdFlags,
  };
  return onPath(context, fd, rightsToOpen(options), path, size, (directory, name) => {
    if ((inheritedRights(options) & ~directory.rightsInheriting) !== 0n) return errno.notcapable;
    const opened = directory.openPath(name, options);
    if (typeof opened === 'number') return opened;
    const number = context.session.descriptors.add(opened);
    if (number < 0) {
      opened.close();
      return -number;
    }
    context.memory.writeU32(fdPointer, number);
    return errno.success;
  });
}

/** What the directory itself must be allowed to do. */
function rightsToOpen({ create, truncate }: OpenOptions): bigint {
  return right.pathOpen | (create ? right.pathCreateFile : 0n) | (truncate ? right.pathFilestatSetSize : 0n);
}

/** What the directory must be able to hand on: the rights that are asked for, and those that flags stand for. */
function inheritedRights({ rightsBase, rightsInheriting, flags }: OpenOptions): bigint {
  return (
    rightsBase |
    rightsInheriting |
    ((flags & (fdFlag.sync | fdFlag.rsync)) !== 0 ? right.fdSync : 0n) |
    ((flags & fdFlag.dsync) !== 0 ? right.fdDatasync : 0n)
  );
}

function onPath(
  context: WasiContext,
  fd: number,
  rights: bigint,
  pointer: number,
  size: number,
  use: (directory: Descriptor, path: string) => Errno,
): Errno {
  const directory = heldDirectory(context, fd, rights);
  if (typeof directory === 'number') return directory;
  const path = readPath(context.memory, pointer, size);
  return typeof path === 'number' ? path : use(directory, path);
}

/** A path is UTF-8 with no NUL in it: `eilseq` and `einval` where it is not. */
function readPath(memory: GuestMemory, pointer: number, size: number): string | Errno {
  const bytes = memory.slice(pointer, size);
  if (size > pathLimit) return errno.nametoolong;
  try {
    const path = decoder.decode(bytes);
    return path.includes('\0') ? errno.inval : path;
  } catch {
    return errno.ilseq;
  }
}
