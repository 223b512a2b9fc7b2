import type { FileStat, FileTimes, FileType } from '../../descriptor.ts';
import { type Errno, errno } from '../../errno.ts';
import { clock, readClock } from '../../time.ts';
import type { Space } from './space.ts';

/** What nodes of one in-memory file system share. */
export interface MemoryVolume {
  readonly space: Space;
  /** Gives the inode number of a new node. */
  nextInode(): bigint;
}

/** The device number of every in-memory file system: each invocation has one, and sees no other. */
const device = 1n;

/** A file, directory or symbolic link in memory: what `stat` knows of it. */
export abstract class MemoryNode {
  abstract readonly fileType: FileType;
  abstract readonly size: number;
  abstract readonly linkCount: number;
  readonly volume: MemoryVolume;
  readonly #inode: bigint;
  #accessTime = now();
  #modificationTime = this.#accessTime;
  #changeTime = this.#accessTime;

  constructor(volume: MemoryVolume) {
    this.volume = volume;
    this.#inode = volume.nextInode();
  }

  /** A directory has taken this node under a name. */
  abstract linked(): void;
  /** A directory has given this node's name up. */
  abstract unlinked(): void;

  stat(): FileStat {
    return {
      device,
      inode: this.#inode,
      fileType: this.fileType,
      linkCount: BigInt(this.linkCount),
      size: BigInt(this.size),
      accessTime: this.#accessTime,
      modificationTime: this.#modificationTime,
      changeTime: this.#changeTime,
    };
  }

  setTimes({ access, modification }: FileTimes): Errno {
    this.#accessTime = access ?? this.#accessTime;
    this.#modificationTime = modification ?? this.#modificationTime;
    this.#changeTime = now();
    return errno.success;
  }

  /** Notes that the content changed. */
  protected modified(): void {
    this.#modificationTime = now();
    this.#changeTime = this.#modificationTime;
  }

  /** Notes that something about it changed, and not the content. */
  protected changed(): void {
    this.#changeTime = now();
  }
}

function now(): bigint {
  return readClock(clock.realtime) ?? 0n;
}
