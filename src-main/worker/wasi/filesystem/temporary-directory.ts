import type { Descriptor } from '../descriptor.ts';
import { DirectoryDescriptor } from './directory-descriptor.ts';
import { createMemoryFileSystem } from './memory/memory-directory.ts';

/** Bytes that an invocation can keep in files: as much as the default memory of a function. */
const limit = 64 * 1024 * 1024;

/** An empty `/tmp` in memory as a preopened directory, for one invocation alone; full, it answers `enospc`. */
export function createTemporaryDirectory(): Descriptor {
  return new DirectoryDescriptor(createMemoryFileSystem(limit), '/tmp');
}
