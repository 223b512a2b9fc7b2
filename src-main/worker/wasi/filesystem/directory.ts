import type { FileStat, FileTimes, FileType } from '../descriptor.ts';
import type { Count, Errno } from '../errno.ts';

/** How a file is opened, once its path is resolved. */
export interface OpenFileOptions {
  readonly read: boolean;
  readonly write: boolean;
  readonly create: boolean;
  readonly exclusive: boolean;
  readonly truncate: boolean;
  /** A pipe without a writer, or without data, then answers instead of waiting. */
  readonly nonblocking: boolean;
}

/** A file that is open, whatever keeps its bytes. Positions and sizes in bytes. */
export interface OpenFile {
  readonly fileType: FileType;
  /** False for pipes and terminals, which have no position. */
  readonly seekable: boolean;
  /** Fills the buffers one after the other; 0 is the end of the file. The position is ignored where there is none. */
  read(buffers: readonly Uint8Array[], position: number): Count;
  write(buffers: readonly Uint8Array[], position: number): Count;
  stat(): FileStat | Errno;
  setSize(size: number): Errno;
  setTimes(times: FileTimes): Errno;
  sync(): Errno;
  datasync(): Errno;
  close(): Errno;
}

/**
 * A directory as a file system offers it: operations on itself and on its entries, by name. A name is one
 * component, never empty, `.` or `..`, and is never followed where it is a symbolic link. So no operation leaves
 * the directory; the only ways on are {@link Directory.enter} and what resolve-path.ts makes of a link's text.
 */
export interface Directory {
  stat(): FileStat | Errno;
  setTimes(times: FileTimes): Errno;
  sync(): Errno;
  /** The names in it, without `.` and `..`. */
  names(): readonly string[] | Errno;
  /** The same directory, for an owner of its own. */
  reopen(): Directory | Errno;
  close(): void;

  /** A directory in this one; `enotdir` for anything else, symbolic links too. */
  enter(name: string): Directory | Errno;
  statEntry(name: string): FileStat | Errno;
  setEntryTimes(name: string, times: FileTimes): Errno;
  /** The text of a symbolic link; `einval` for anything else. */
  readLink(name: string): string | Errno;
  openFile(name: string, options: OpenFileOptions): OpenFile | Errno;
  createDirectory(name: string): Errno;
  createLink(name: string, target: string): Errno;
  /** Gives a file a second name; `exdev` where the other directory is of another file system. */
  linkEntry(name: string, directory: Directory, newName: string): Errno;
  /** `rename` of POSIX, for two entries. */
  renameEntry(name: string, directory: Directory, newName: string): Errno;
  /** Removes a name of anything but a directory. */
  removeFile(name: string): Errno;
  removeDirectory(name: string): Errno;
}
