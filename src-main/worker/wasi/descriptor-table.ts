import type { Descriptor, FileType } from './descriptor.ts';
import { type Count, type Errno, errno } from './errno.ts';

/** What one invocation may hold open: enough for a database with its temporary files, far from a leak's worth. */
const descriptorLimit = 1024;

/** The open descriptors of one invocation. A new one gets the lowest number that is free. */
export class DescriptorTable {
  readonly #descriptors: (Descriptor | undefined)[];
  #closed = false;

  /** Takes what is open from the start, by number from 0. */
  constructor(descriptors: readonly Descriptor[]) {
    this.#descriptors = [...descriptors];
  }

  get(fd: number): Descriptor | undefined {
    return this.#descriptors[fd];
  }

  /** How many of a kind are open. */
  count(type: FileType): number {
    return this.#descriptors.filter((descriptor) => descriptor?.fileType === type).length;
  }

  /** Gives the number of the new descriptor, or `-emfile`. */
  add(descriptor: Descriptor): Count {
    const free = this.#descriptors.indexOf(undefined);
    const fd = free === -1 ? this.#descriptors.length : free;
    if (fd >= descriptorLimit) return -errno.mfile;
    this.#descriptors[fd] = descriptor;
    return fd;
  }

  /** Moves a descriptor to another number and closes what was there. */
  renumber(from: number, to: number): Errno {
    const descriptor = this.#descriptors[from];
    const replaced = this.#descriptors[to];
    if (descriptor === undefined || replaced === undefined) return errno.badf;
    if (from === to) return errno.success;
    this.#descriptors[to] = descriptor;
    this.#descriptors[from] = undefined;
    return replaced.close();
  }

  close(fd: number): Errno {
    const descriptor = this.#descriptors[fd];
    if (descriptor === undefined) return errno.badf;
    this.#descriptors[fd] = undefined;
    return descriptor.close();
  }

  /** Whether the invocation is over. */
  get closed(): boolean {
    return this.#closed;
  }

  closeAll(): void {
    this.#closed = true;
    for (const descriptor of this.#descriptors) descriptor?.close();
    this.#descriptors.length = 0;
  }
}
