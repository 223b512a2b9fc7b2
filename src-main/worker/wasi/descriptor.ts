import { type Count, type Errno, errno } from './errno.ts';

/** `filetype` of preview 1. */
export const fileType = {
  unknown: 0,
  blockDevice: 1,
  characterDevice: 2,
  directory: 3,
  regularFile: 4,
  socketDatagram: 5,
  socketStream: 6,
  symbolicLink: 7,
} as const;
export type FileType = (typeof fileType)[keyof typeof fileType];

/** `fdflags` of preview 1, a bit set. */
export const fdFlag = { append: 1, dsync: 2, nonblock: 4, rsync: 8, sync: 16 } as const;

/** `rights` of preview 1, a bit set. */
export const right = {
  fdDatasync: 1n << 0n,
  fdRead: 1n << 1n,
  fdSeek: 1n << 2n,
  fdFdstatSetFlags: 1n << 3n,
  fdSync: 1n << 4n,
  fdTell: 1n << 5n,
  fdWrite: 1n << 6n,
  fdAdvise: 1n << 7n,
  fdAllocate: 1n << 8n,
  pathCreateDirectory: 1n << 9n,
  pathCreateFile: 1n << 10n,
  pathLinkSource: 1n << 11n,
  pathLinkTarget: 1n << 12n,
  pathOpen: 1n << 13n,
  fdReaddir: 1n << 14n,
  pathReadlink: 1n << 15n,
  pathRenameSource: 1n << 16n,
  pathRenameTarget: 1n << 17n,
  pathFilestatGet: 1n << 18n,
  pathFilestatSetSize: 1n << 19n,
  pathFilestatSetTimes: 1n << 20n,
  fdFilestatGet: 1n << 21n,
  fdFilestatSetSize: 1n << 22n,
  fdFilestatSetTimes: 1n << 23n,
  pathSymlink: 1n << 24n,
  pathRemoveDirectory: 1n << 25n,
  pathUnlinkFile: 1n << 26n,
  pollFdReadwrite: 1n << 27n,
  sockShutdown: 1n << 28n,
  sockAccept: 1n << 29n,
} as const;

/** `filestat` of preview 1; times in nanoseconds since the epoch. */
export interface FileStat {
  readonly device: bigint;
  readonly inode: bigint;
  readonly fileType: FileType;
  readonly linkCount: bigint;
  readonly size: bigint;
  readonly accessTime: bigint;
  readonly modificationTime: bigint;
  readonly changeTime: bigint;
}

/** New times of a file in nanoseconds since the epoch; null leaves one as it is. */
export interface FileTimes {
  readonly access: bigint | null;
  readonly modification: bigint | null;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly inode: bigint;
  readonly fileType: FileType;
  /** The cookie that goes on after this entry. */
  readonly next: bigint;
}

export interface OpenOptions {
  readonly followSymlinks: boolean;
  readonly create: boolean;
  readonly directory: boolean;
  readonly exclusive: boolean;
  readonly truncate: boolean;
  readonly rightsBase: bigint;
  readonly rightsInheriting: bigint;
  /** `fdflags` */
  readonly flags: number;
}

/**
 * What a guest may find at an inherited descriptor: a preopened directory, or the channel of a trigger.
 * A channel answers `fd_prestat_get` with a tag that no directory has: libc's scan for preopens goes on past it,
 * where `ebadf` would end the scan and any other errno would end the program. Its name is for Zig, which asks every
 * descriptor for one and wants no two alike.
 */
export interface Prestat {
  readonly kind: 'directory' | 'channel';
  readonly name: string;
}

/** What poll_oneoff asks of a descriptor. */
export type Readiness = 'read' | 'write';

/**
 * Something a guest has open. Every operation has a default that answers as an object without it does, so that
 * an implementation overrides what it supports and nothing else. Transfers give a {@link Count}, everything else
 * an {@link Errno} (0 is success) or, where something is to be given, that thing or an errno.
 * Buffers are views of guest memory; they stay valid while the call is suspended.
 */
export abstract class Descriptor {
  abstract readonly fileType: FileType;
  /** `fdflags` */
  flags = 0;
  rightsBase = 0n;
  rightsInheriting = 0n;
  readonly prestat: Prestat | null = null;

  read(_buffers: readonly Uint8Array[]): Count | Promise<Count> {
    return -errno.badf;
  }
  write(_buffers: readonly Uint8Array[]): Count | Promise<Count> {
    return -errno.badf;
  }
  /** Reads at a position without moving the descriptor's own. */
  pread(_buffers: readonly Uint8Array[], _offset: bigint): Count {
    return -errno.spipe;
  }
  pwrite(_buffers: readonly Uint8Array[], _offset: bigint): Count {
    return -errno.spipe;
  }
  /** Moves the position and gives the new one. */
  seek(_delta: bigint, _from: 'start' | 'current' | 'end'): bigint | Errno {
    return errno.spipe;
  }
  tell(): bigint | Errno {
    return this.seek(0n, 'current');
  }
  stat(): FileStat | Errno {
    return {
      device: 0n,
      inode: 0n,
      fileType: this.fileType,
      linkCount: 1n,
      size: 0n,
      accessTime: 0n,
      modificationTime: 0n,
      changeTime: 0n,
    };
  }
  setFlags(flags: number): Errno {
    this.flags = flags;
    return errno.success;
  }
  setSize(_size: bigint): Errno {
    return errno.inval;
  }
  setTimes(_times: FileTimes): Errno {
    return errno.badf;
  }
  allocate(_offset: bigint, _length: bigint): Errno {
    return errno.spipe;
  }
  advise(_offset: bigint, _length: bigint, _advice: number): Errno {
    return errno.spipe;
  }
  sync(): Errno {
    return errno.inval;
  }
  datasync(): Errno {
    return this.sync();
  }
  close(): Errno {
    return errno.success;
  }

  /** The entries that follow a cookie, 0 for all; made as they are asked for. */
  readDirectory(_cookie: bigint): Iterable<DirectoryEntry> | Errno {
    return errno.notdir;
  }
  openPath(_path: string, _options: OpenOptions): Descriptor | Errno {
    return errno.notdir;
  }
  statPath(_path: string, _followSymlinks: boolean): FileStat | Errno {
    return errno.notdir;
  }
  setPathTimes(_path: string, _followSymlinks: boolean, _times: FileTimes): Errno {
    return errno.notdir;
  }
  createDirectory(_path: string): Errno {
    return errno.notdir;
  }
  removeDirectory(_path: string): Errno {
    return errno.notdir;
  }
  unlink(_path: string): Errno {
    return errno.notdir;
  }
  symlink(_target: string, _path: string): Errno {
    return errno.notdir;
  }
  readlink(_path: string): string | Errno {
    return errno.notdir;
  }
  rename(_path: string, _directory: Descriptor, _newPath: string): Errno {
    return errno.notdir;
  }
  link(_path: string, _followSymlinks: boolean, _directory: Descriptor, _newPath: string): Errno {
    return errno.notdir;
  }

  /** Bytes that a transfer could move now, null when it would wait, or an errno negated. */
  readiness(_event: Readiness): Count | null {
    return 0;
  }
  /** Whether the other end is closed; poll_oneoff reports it. */
  get hungUp(): boolean {
    return false;
  }
  /** Resolves when {@link readiness} is worth asking again; the signal says that nobody waits any more. */
  whenReady(_event: Readiness, _signal: AbortSignal): Promise<void> {
    return Promise.resolve();
  }

  /** Accepts a connection on a listening socket. */
  accept(_flags: number): Descriptor | Errno | Promise<Descriptor | Errno> {
    return errno.notsock;
  }
  receive(
    _buffers: readonly Uint8Array[],
    _options: { readonly peek: boolean; readonly waitForAll: boolean },
  ): Count | Promise<Count> {
    return -errno.notsock;
  }
  send(_buffers: readonly Uint8Array[]): Count | Promise<Count> {
    return -errno.notsock;
  }
  shutdown(_how: { readonly receive: boolean; readonly send: boolean }): Errno {
    return errno.notsock;
  }
}
