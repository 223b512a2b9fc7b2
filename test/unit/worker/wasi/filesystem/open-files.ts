import { expect } from 'vitest';
import {
  Descriptor,
  type FileStat,
  type OpenOptions,
} from '../../../../../src-main/worker/wasi/descriptor.ts';
import { type Errno, errno } from '../../../../../src-main/worker/wasi/errno.ts';
import { allRights, directoryRights } from '../../../../../src-main/worker/wasi/filesystem/rights.ts';

/** Opening for reading and writing, no flags; a test says what it wants else. */
export const plain: OpenOptions = {
  followSymlinks: false,
  create: false,
  directory: false,
  exclusive: false,
  truncate: false,
  rightsBase: allRights,
  rightsInheriting: allRights,
  flags: 0,
};

/** What answers the name of an errno, so that a failed expectation can be read. */
export function nameOf(outcome: unknown): unknown {
  if (typeof outcome !== 'number') return outcome;
  return Object.entries(errno).find(([, number]) => number === Math.abs(outcome))?.[0];
}

/** Fails unless a descriptor was opened, and gives it. */
export function opened(outcome: Descriptor | Errno): Descriptor {
  expect(nameOf(outcome)).toBeInstanceOf(Descriptor);
  return outcome as Descriptor;
}

/** Fails unless there is a stat, and gives it. */
export function stated(outcome: FileStat | Errno): FileStat {
  expect(nameOf(outcome)).toBeTypeOf('object');
  return outcome as FileStat;
}

/** Opens a directory in another. */
export function openDirectory(directory: Descriptor, path: string): Descriptor {
  return opened(directory.openPath(path, { ...plain, rightsBase: directoryRights, directory: true }));
}

/** Makes a file of that content, or gives an existing one that content. */
export function writeFile(directory: Descriptor, path: string, content: string): void {
  const file = opened(directory.openPath(path, { ...plain, create: true, truncate: true }));
  expect(file.write([Buffer.from(content)])).toBe(Buffer.byteLength(content));
  file.close();
}

/** The whole content of a file. */
export function readFile(directory: Descriptor, path: string): string {
  const file = opened(directory.openPath(path, { ...plain, followSymlinks: true }));
  const bytes = Buffer.alloc(Number(stated(file.stat()).size));
  expect(file.read([bytes])).toBe(bytes.length);
  file.close();
  return bytes.toString();
}

/** The names that a listing gives, in its order, from a cookie on. */
export function namesIn(directory: Descriptor, cookie = 0n): string[] {
  const entries = directory.readDirectory(cookie);
  expect(nameOf(entries)).toBeTypeOf('object');
  return Array.from(entries as Exclude<typeof entries, number>, ({ name }) => name);
}
