import { type FileStat, type FileTimes, fileType } from '../../descriptor.ts';
import { type Errno, errno } from '../../errno.ts';
import type { Directory, OpenFile, OpenFileOptions } from '../directory.ts';
import { MemoryFile } from './memory-file.ts';
import { MemoryLink } from './memory-link.ts';
import { MemoryNode, type MemoryVolume } from './memory-node.ts';
import { entryBytes, Space } from './space.ts';

/** An empty in-memory file system that holds up to `limit` bytes; gives its root. */
export function createMemoryFileSystem(limit: number): Directory {
  let inodes = 0n;
  const nextInode = () => {
    inodes += 1n;
    return inodes;
  };
  return new MemoryDirectory({ space: new Space(limit), nextInode }, null);
}

/** A directory in memory. */
class MemoryDirectory extends MemoryNode implements Directory {
  readonly fileType = fileType.directory;
  readonly #entries = new Map<string, MemoryNode>();
  /** Null for the root and for a directory that has been removed. */
  #parent: MemoryDirectory | null;
  #removed = false;

  constructor(volume: MemoryVolume, parent: MemoryDirectory | null) {
    super(volume);
    this.#parent = parent;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** One, which is how a file system says that it does not count the directories in a directory. */
  get linkCount(): number {
    return this.#removed ? 0 : 1;
  }

  override linked(): void {
    this.changed();
  }

  override unlinked(): void {
    this.changed();
  }

  sync(): Errno {
    return errno.success;
  }

  names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  reopen(): Directory {
    return this;
  }

  close(): void {}

  enter(name: string): Directory | Errno {
    const node = this.#entries.get(name);
    if (node === undefined) return errno.noent;
    return node instanceof MemoryDirectory ? node : errno.notdir;
  }

  statEntry(name: string): FileStat | Errno {
    return this.#entries.get(name)?.stat() ?? errno.noent;
  }

  setEntryTimes(name: string, times: FileTimes): Errno {
    return this.#entries.get(name)?.setTimes(times) ?? errno.noent;
  }

  readLink(name: string): string | Errno {
    const node = this.#entries.get(name);
    if (node === undefined) return errno.noent;
    return node instanceof MemoryLink ? node.target : errno.inval;
  }

  openFile(name: string, { create, exclusive, truncate }: OpenFileOptions): OpenFile | Errno {
    const node = this.#entries.get(name);
    if (node === undefined) return create ? this.#createFile(name) : errno.noent;
    if (create && exclusive) return errno.exist;
    if (!(node instanceof MemoryFile)) return errno.loop;
    if (truncate) node.setSize(0);
    return node.open();
  }

  createDirectory(name: string): Errno {
    return this.#add(name, () => new MemoryDirectory(this.volume, this));
  }

  createLink(name: string, target: string): Errno {
    return this.#add(name, () => new MemoryLink(this.volume, target));
  }

  linkEntry(name: string, directory: Directory, newName: string): Errno {
    if (!this.#isBeside(directory)) return errno.xdev;
    const node = this.#entries.get(name);
    if (node === undefined) return errno.noent;
    return node instanceof MemoryDirectory ? errno.perm : directory.#add(newName, () => node);
  }

  renameEntry(name: string, directory: Directory, newName: string): Errno {
    if (!this.#isBeside(directory)) return errno.xdev;
    const node = this.#entries.get(name);
    if (node === undefined || directory.#removed) return errno.noent;
    if (node instanceof MemoryDirectory && directory.#isWithin(node)) return errno.inval;
    const replaced = directory.#entries.get(newName);
    // two names of one file: POSIX leaves both
    if (replaced === node) return errno.success;
    // as Linux has it, whatever is moved: what the entry lies in can't be empty
    if (replaced instanceof MemoryDirectory && this.#isWithin(replaced)) return errno.notempty;
    const refusal = replaced === undefined ? errno.success : replacementRefusal(node, replaced);
    if (refusal !== errno.success) return refusal;
    this.#entries.delete(name);
    this.modified();
    if (replaced !== undefined) directory.#drop(newName, replaced);
    directory.#entries.set(newName, node);
    directory.modified();
    if (node instanceof MemoryDirectory) node.#parent = directory;
    return errno.success;
  }

  removeFile(name: string): Errno {
    const node = this.#entries.get(name);
    if (node === undefined) return errno.noent;
    if (node instanceof MemoryDirectory) return errno.isdir;
    this.#drop(name, node);
    return errno.success;
  }

  removeDirectory(name: string): Errno {
    const node = this.#entries.get(name);
    if (node === undefined) return errno.noent;
    if (!(node instanceof MemoryDirectory)) return errno.notdir;
    if (node.#entries.size > 0) return errno.notempty;
    this.#drop(name, node);
    return errno.success;
  }

  #createFile(name: string): OpenFile | Errno {
    const file = new MemoryFile(this.volume);
    const refusal = this.#add(name, () => file);
    return refusal === errno.success ? file.open() : refusal;
  }

  #add(name: string, make: () => MemoryNode): Errno {
    if (this.#removed) return errno.noent;
    if (this.#entries.has(name)) return errno.exist;
    if (!this.volume.space.take(entryBytes)) return errno.nospc;
    const node = make();
    this.#entries.set(name, node);
    node.linked();
    this.modified();
    return errno.success;
  }

  #drop(name: string, node: MemoryNode): void {
    this.#entries.delete(name);
    this.volume.space.giveBack(entryBytes);
    if (node instanceof MemoryDirectory) {
      node.#removed = true;
      node.#parent = null;
    }
    node.unlinked();
    this.modified();
  }

  #isBeside(directory: Directory): directory is MemoryDirectory {
    return directory instanceof MemoryDirectory && directory.volume === this.volume;
  }

  #isWithin(ancestor: MemoryDirectory): boolean {
    for (let directory: MemoryDirectory | null = this; directory !== null; directory = directory.#parent)
      if (directory === ancestor) return true;
    return false;
  }
}

/** Why a node can't take the place of another (POSIX `rename`); `success` where it can. */
function replacementRefusal(node: MemoryNode, replaced: MemoryNode): Errno {
  if (!(replaced instanceof MemoryDirectory))
    return node instanceof MemoryDirectory ? errno.notdir : errno.success;
  if (!(node instanceof MemoryDirectory)) return errno.isdir;
  return replaced.size > 0 ? errno.notempty : errno.success;
}
