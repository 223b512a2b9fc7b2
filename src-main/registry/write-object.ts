import {
  close,
  closeSync,
  fstatSync,
  fsync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Digest } from '../contract/release.ts';
import { isMissing, syncFolder } from './durable-files.ts';

/** What was written to a file: its digest, and how many bytes. */
export interface Content {
  readonly digest: Digest;
  readonly size: number;
}

/** An object that can be read. */
export interface WrittenObject {
  /** Resolves when power loss can take it no more. */
  readonly durable: Promise<void>;
}

/** The number of an open file. */
type File = number;

const [reachDisk, closeFile] = [promisify(fsync), promisify(close)];

/**
 * Writes an object to a temporary file, which `fill` does, and gives it the name that `pathOf` has for its digest. On
 * failure nothing is left. The calling thread does at once what waits for no disk: the disk is then at work while the
 * thread does something else.
 */
export async function writeObject(
  temporary: string,
  fill: (file: File) => Content | Promise<Content>,
  pathOf: (digest: Digest) => string,
): Promise<Content & WrittenObject> {
  const file = openSync(temporary, 'wx', 0o600);
  try {
    const filled = fill(file);
    const written = filled instanceof Promise ? await filled : filled;
    const path = pathOf(written.digest);
    const folder = dirname(path);
    const isNewFolder = mkdirSync(folder, { recursive: true }) !== undefined;
    const named = takesName(temporary, path) ? file : await replace(file, temporary, path, written.size);
    const folders = isNewFolder ? [folder, dirname(folder)] : [folder];
    return { ...written, durable: settle(named, folders, temporary) };
  } catch (error) {
    closeSync(file);
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Gives a file a name as well, where that is free and the file system lets files have several. */
function takesName(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Puts a file in place of the object that may be there, whose bytes are the same or no longer what they should be. The
 * file is made durable before: somebody may count on the object that it replaces. Gives what is there then.
 */
async function replace(file: File, temporary: string, path: string, size: number): Promise<File> {
  await reachDisk(file);
  try {
    renameSync(temporary, path);
    return file;
  } catch (error) {
    // Windows refuses while somebody reads the equal object that another process has put there meanwhile.
    const present = renew(path, size);
    if (present === undefined) throw error;
    closeSync(file);
    return present;
  }
}

/** Makes an object durable, whoever wrote it, and the names in these folders; closes the file, and takes away another name of it. */
export function settle(file: File, folders: readonly string[], temporary?: string): Promise<void> {
  const durable = makeDurable(file, folders, temporary);
  durable.catch(() => undefined);
  return durable;
}

async function makeDurable(
  file: File,
  folders: readonly string[],
  temporary: string | undefined,
): Promise<void> {
  try {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    await reachDisk(file);
  } finally {
    await closeFile(file);
  }
  await Promise.all(folders.map(syncFolder));
}

/**
 * Marks an object that is there as put just now, which keeps garbage collection off it, and opens it; undefined where there
 * is none. The mark comes first: an object that is collected at this moment is then either spared or seen as missing.
 */
export function renew(path: string, size: number): File | undefined {
  try {
    const now = new Date();
    utimesSync(path, now, now);
    // Windows makes durable only what was opened for writing.
    const file = openSync(path, 'r+');
    if (fstatSync(file).size === size) return file;
    closeSync(file);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return undefined;
}
