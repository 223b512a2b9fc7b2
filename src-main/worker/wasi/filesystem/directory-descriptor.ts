import {
  Descriptor,
  type DirectoryEntry,
  type FileStat,
  type FileTimes,
  fileType,
  type OpenOptions,
  type Prestat,
} from '../descriptor.ts';
import { type Errno, errno } from '../errno.ts';
import type { Directory } from './directory.ts';
import { openPlace } from './open-place.ts';
import { type Place, resolvePath } from './resolve-path.ts';
import { allRights, directoryRights } from './rights.ts';

/** An open directory as a guest holds it: resolves the guest's paths in it, and lists it. */
export class DirectoryDescriptor extends Descriptor {
  readonly fileType = fileType.directory;
  override readonly prestat: Prestat | null;
  readonly #directory: Directory;
  /** The names as they were when the guest began to list them, so that cookies stay valid while entries come and go. */
  #names: readonly string[] | null = null;

  /** `preopenedAs` is the guest's name of a preopened directory, null for one that the guest opened. */
  constructor(
    directory: Directory,
    preopenedAs: string | null,
    rights: { readonly base: bigint; readonly inheriting: bigint } = {
      base: directoryRights,
      inheriting: allRights,
    },
  ) {
    super();
    this.#directory = directory;
    this.prestat = preopenedAs === null ? null : { kind: 'directory', name: preopenedAs };
    this.rightsBase = rights.base;
    this.rightsInheriting = rights.inheriting;
  }

  override stat(): FileStat | Errno {
    return this.#directory.stat();
  }

  override setTimes(times: FileTimes): Errno {
    return this.#directory.setTimes(times);
  }

  override sync(): Errno {
    return this.#directory.sync();
  }

  override advise(): Errno {
    return errno.success;
  }

  override close(): Errno {
    this.#directory.close();
    return errno.success;
  }

  override readDirectory(cookie: bigint): Iterable<DirectoryEntry> | Errno {
    if (cookie === 0n || this.#names === null) {
      const names = this.#directory.names();
      if (typeof names === 'number') return names;
      this.#names = ['.', '..', ...names];
    }
    return cookie >= BigInt(this.#names.length) ? [] : this.#entries(this.#names, Number(cookie));
  }

  override openPath(path: string, options: OpenOptions): Descriptor | Errno {
    const followLast = options.followSymlinks && !(options.create && options.exclusive);
    return this.#lookUp(path, followLast, (place) => {
      const opened = openPlace(place, options);
      if (typeof opened === 'number' || opened instanceof Descriptor) return opened;
      return new DirectoryDescriptor(opened, null, {
        base: options.rightsBase & directoryRights,
        inheriting: options.rightsInheriting & allRights,
      });
    });
  }

  override statPath(path: string, followSymlinks: boolean): FileStat | Errno {
    return this.#lookUp(path, followSymlinks, statPlace);
  }

  override setPathTimes(path: string, followSymlinks: boolean, times: FileTimes): Errno {
    return this.#lookUp(path, followSymlinks, (place) => {
      if (place.name === null) return place.directory.setTimes(times);
      const stat = statPlace(place);
      return typeof stat === 'number' ? stat : place.directory.setEntryTimes(place.name, times);
    });
  }

  override createDirectory(path: string): Errno {
    return this.#entry(path, ({ directory, name }) =>
      name === null ? errno.exist : directory.createDirectory(name),
    );
  }

  override removeDirectory(path: string): Errno {
    return this.#entry(path, ({ directory, name }) =>
      name === null ? errno.inval : directory.removeDirectory(name),
    );
  }

  override unlink(path: string): Errno {
    return this.#entry(path, (place) => {
      if (place.name === null) return errno.isdir;
      if (!place.trailingSlash) return place.directory.removeFile(place.name);
      const stat = statPlace(place);
      return typeof stat === 'number' ? stat : errno.isdir;
    });
  }

  override symlink(target: string, path: string): Errno {
    if (target === '') return errno.noent;
    if (target.startsWith('/')) return errno.notcapable;
    return this.#entry(path, (place) => {
      const name = newName(place);
      return typeof name === 'number' ? name : place.directory.createLink(name, target);
    });
  }

  override readlink(path: string): string | Errno {
    return this.#lookUp(path, false, ({ directory, name }) =>
      name === null ? errno.inval : directory.readLink(name),
    );
  }

  override rename(path: string, directory: Descriptor, newPath: string): Errno {
    if (!(directory instanceof DirectoryDescriptor)) return errno.notdir;
    return this.#entry(path, (from) =>
      directory.#entry(newPath, (to) => {
        if (from.name === null || to.name === null) return errno.busy;
        const stat = statPlace(from);
        if (typeof stat === 'number') return stat;
        if (to.trailingSlash && stat.fileType !== fileType.directory) return errno.notdir;
        return from.directory.renameEntry(from.name, to.directory, to.name);
      }),
    );
  }

  override link(path: string, followSymlinks: boolean, directory: Descriptor, newPath: string): Errno {
    if (!(directory instanceof DirectoryDescriptor)) return errno.notdir;
    return this.#lookUp(path, followSymlinks, (from) =>
      directory.#entry(newPath, (to) => {
        const stat = statPlace(from);
        if (typeof stat === 'number') return stat;
        const name = newName(to);
        if (typeof name === 'number') return name;
        if (from.name === null || stat.fileType === fileType.directory) return errno.perm;
        return from.directory.linkEntry(from.name, to.directory, name);
      }),
    );
  }

  /** For operations on what a path means; a trailing slash then follows a link whatever the flags say. */
  #lookUp<T>(path: string, follow: boolean, use: (place: Place) => T | Errno): T | Errno {
    return resolvePath(this.#directory, path, follow || path.endsWith('/'), use);
  }

  /** For operations on a directory's entry, which never follow. */
  #entry(path: string, use: (place: Place) => Errno): Errno {
    return resolvePath(this.#directory, path, false, use);
  }

  /** Entries from a position on; what has been removed since the listing began is left out. */
  *#entries(names: readonly string[], start: number): Generator<DirectoryEntry> {
    for (let index = start; index < names.length; index += 1) {
      const name = names[index]!;
      // a guest learns nothing of what lies above a directory that it was given: `..` shows the directory itself
      const stat = index < 2 ? this.#directory.stat() : this.#directory.statEntry(name);
      if (typeof stat === 'number') continue;
      yield { name, inode: stat.inode, fileType: stat.fileType, next: BigInt(index + 1) };
    }
  }
}

function statPlace({ directory, name, trailingSlash }: Place): FileStat | Errno {
  if (name === null) return directory.stat();
  const stat = directory.statEntry(name);
  if (typeof stat === 'number') return stat;
  return trailingSlash && stat.fileType !== fileType.directory ? errno.notdir : stat;
}

/** The name that a new link takes, `eexist` where it is taken and `enoent` where only a directory could have it. */
function newName({ directory, name, trailingSlash }: Place): string | Errno {
  if (name === null) return errno.exist;
  if (!trailingSlash) return name;
  const stat = directory.statEntry(name);
  return typeof stat === 'number' ? stat : errno.exist;
}
