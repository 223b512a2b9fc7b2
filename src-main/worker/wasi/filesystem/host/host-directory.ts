import {
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import { type FileStat, type FileTimes, fileType } from '../../descriptor.ts';
import { type Errno, errno } from '../../errno.ts';
import type { Directory, OpenFile, OpenFileOptions } from '../directory.ts';
import { anchorDirectory, type DirectoryAnchor } from './anchor-directory.ts';
import { attempt, attemptOnly } from './attempt.ts';
import type { ExactTimes } from './exact-times.ts';
import { HostFile } from './host-file.ts';
import { hostStat } from './host-stat.ts';

/** Windows reads these as the end of a name, so that one name could lead somewhere else. */
const separators = process.platform === 'win32' ? /[\\:]/ : null;

/** A directory of the host. */
export class HostDirectory implements Directory {
  readonly #anchor: DirectoryAnchor;
  readonly #times: ExactTimes;

  /** Takes the anchor over; `times` is shared by everything of one mounted folder. */
  constructor(anchor: DirectoryAnchor, times: ExactTimes) {
    this.#anchor = anchor;
    this.#times = times;
  }

  stat(): FileStat | Errno {
    return attempt(() => this.#times.restore(this.#ownStat()));
  }

  setTimes(times: FileTimes): Errno {
    return attemptOnly(() =>
      this.#times.set(
        times,
        () => this.#ownStat(),
        (access, modification) => utimesSync(this.#anchor.path, access, modification),
      ),
    );
  }

  sync(): Errno {
    return attemptOnly(() => {
      const fd = openSync(this.#anchor.path, constants.O_RDONLY);
      try {
        fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
    });
  }

  names(): readonly string[] | Errno {
    return attempt(() => readdirSync(this.#anchor.path));
  }

  reopen(): Directory | Errno {
    return attempt(() => new HostDirectory(anchorDirectory(`${this.#anchor.path}/.`), this.#times));
  }

  close(): void {
    this.#anchor.release();
  }

  enter(name: string): Directory | Errno {
    return attempt(() => new HostDirectory(anchorDirectory(this.#pathOf(name)), this.#times));
  }

  statEntry(name: string): FileStat | Errno {
    return attempt(() => this.#times.restore(this.#entryStat(name)));
  }

  setEntryTimes(name: string, times: FileTimes): Errno {
    return attemptOnly(() =>
      this.#times.set(
        times,
        () => this.#entryStat(name),
        (access, modification) => lutimesSync(this.#pathOf(name), access, modification),
      ),
    );
  }

  readLink(name: string): string | Errno {
    return attempt(() => readlinkSync(this.#pathOf(name)));
  }

  openFile(name: string, options: OpenFileOptions): OpenFile | Errno {
    return attempt(() => new HostFile(openSync(this.#pathOf(name), openFlags(options)), this.#times));
  }

  createDirectory(name: string): Errno {
    return attemptOnly(() => mkdirSync(this.#pathOf(name)));
  }

  createLink(name: string, target: string): Errno {
    return attemptOnly(() => symlinkSync(target, this.#pathOf(name)));
  }

  linkEntry(name: string, directory: Directory, newName: string): Errno {
    if (!(directory instanceof HostDirectory)) return errno.xdev;
    return attemptOnly(() => linkSync(this.#pathOf(name), directory.#pathOf(newName)));
  }

  renameEntry(name: string, directory: Directory, newName: string): Errno {
    if (!(directory instanceof HostDirectory)) return errno.xdev;
    return attemptOnly(() => renameSync(this.#pathOf(name), directory.#pathOf(newName)));
  }

  removeFile(name: string): Errno {
    const outcome = attemptOnly(() => unlinkSync(this.#pathOf(name)));
    // macOS and Windows refuse to unlink a directory with what Linux says of missing permission
    return outcome === errno.perm && this.#isDirectory(name) ? errno.isdir : outcome;
  }

  removeDirectory(name: string): Errno {
    return attemptOnly(() => rmdirSync(this.#pathOf(name)));
  }

  #isDirectory(name: string): boolean {
    const stat = this.statEntry(name);
    return typeof stat !== 'number' && stat.fileType === fileType.directory;
  }

  #ownStat(): FileStat {
    return hostStat(statSync(this.#anchor.path, { bigint: true }));
  }

  #entryStat(name: string): FileStat {
    return hostStat(lstatSync(this.#pathOf(name), { bigint: true }));
  }

  #pathOf(name: string): string {
    if (separators?.test(name)) throw Object.assign(new Error(`${name} is not one name`), { code: 'EINVAL' });
    return `${this.#anchor.path}/${name}`;
  }
}

function openFlags({ read, write, create, exclusive, truncate, nonblocking }: OpenFileOptions): number {
  const access = write ? (read ? constants.O_RDWR : constants.O_WRONLY) : constants.O_RDONLY;
  return (
    access |
    // these three don't exist on Windows, where links are told apart before
    (constants.O_NOFOLLOW ?? 0) |
    (constants.O_NOCTTY ?? 0) |
    (nonblocking ? (constants.O_NONBLOCK ?? 0) : 0) |
    (create ? constants.O_CREAT : 0) |
    (exclusive ? constants.O_EXCL : 0) |
    (truncate ? constants.O_TRUNC : 0)
  );
}
