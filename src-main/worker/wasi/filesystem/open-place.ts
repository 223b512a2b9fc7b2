import { type FileStat, fdFlag, fileType, type OpenOptions, right } from '../descriptor.ts';
import { type Errno, errno } from '../errno.ts';
import type { Directory } from './directory.ts';
import { FileDescriptor } from './file-descriptor.ts';
import type { Place } from './resolve-path.ts';
import { fileRights, writingRights } from './rights.ts';

/**
 * Opens what a path leads to by the rules of POSIX `open`. Gives a descriptor for a file and the directory, open,
 * for a directory: its descriptor is the caller's to make.
 */
export function openPlace(place: Place, options: OpenOptions): FileDescriptor | Directory | Errno {
  if (options.directory && (options.create || options.truncate)) return errno.inval;
  const { directory, name } = place;
  if (name === null) return directoryRefusal(options) || directory.reopen();
  const stat = directory.statEntry(name);
  if (typeof stat === 'number') {
    if (stat !== errno.noent || !options.create) return stat;
    return place.trailingSlash ? errno.isdir : openFile(directory, name, options);
  }
  if (stat.fileType === fileType.directory) return directoryRefusal(options) || directory.enter(name);
  return fileRefusal(stat, place, options) || openFile(directory, name, options);
}

/** Why an existing directory can't be opened so; `success` where it can. */
function directoryRefusal(options: OpenOptions): Errno {
  if (options.create) return options.exclusive ? errno.exist : errno.isdir;
  const writes = options.truncate || (options.rightsBase & right.fdWrite) !== 0n;
  return writes ? errno.isdir : errno.success;
}

/** Why something that exists and is no directory can't be opened so; `success` where it can. */
function fileRefusal(stat: FileStat, place: Place, options: OpenOptions): Errno {
  if (options.create && options.exclusive) return errno.exist;
  if (options.directory || place.trailingSlash) return errno.notdir;
  return stat.fileType === fileType.symbolicLink ? errno.loop : errno.success;
}

function openFile(directory: Directory, name: string, options: OpenOptions): FileDescriptor | Errno {
  const file = directory.openFile(name, {
    read: (options.rightsBase & right.fdRead) !== 0n,
    write: options.truncate || (options.rightsBase & writingRights) !== 0n,
    create: options.create,
    exclusive: options.exclusive,
    truncate: options.truncate,
    nonblocking: (options.flags & fdFlag.nonblock) !== 0,
  });
  if (typeof file === 'number') return file;
  return new FileDescriptor(file, options.rightsBase & fileRights, options.flags);
}
