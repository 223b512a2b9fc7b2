import { type FileHandle, link, mkdir, open, rename, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Digest } from '../contract/release.ts';
import { isMissing, syncFolder } from './durable-files.ts';
import { discard } from './temporary-files.ts';

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

/**
 * Writes an object to a temporary file, which `fill` does, and gives it the name that `pathOf` has for its digest. On
 * failure nothing is left.
 */
export async function writeObject(
  temporary: string,
  fill: (file: FileHandle) => Promise<Content>,
  pathOf: (digest: Digest) => string,
): Promise<Content & WrittenObject> {
  const file = await open(temporary, 'wx', 0o600);
  try {
    const written = await fill(file);
    const path = pathOf(written.digest);
    const folder = dirname(path);
    const isNewFolder = (await mkdir(folder, { recursive: true })) !== undefined;
    const named = (await takesName(temporary, path))
      ? file
      : await replace(file, temporary, path, written.size);
    const folders = isNewFolder ? [folder, dirname(folder)] : [folder];
    return { ...written, durable: settle(named, folders, temporary) };
  } catch (error) {
    await file.close();
    await discard(temporary);
    throw error;
  }
}

/** Gives a file a name as well, where that is free and the file system lets files have several. */
async function takesName(file: string, name: string): Promise<boolean> {
  try {
    await link(file, name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Puts a file in place of the object that may be there, whose bytes are the same or no longer what they should be. The
 * file is made durable before: somebody may count on the object that it replaces. Gives what is there then.
 */
async function replace(file: FileHandle, temporary: string, path: string, size: number): Promise<FileHandle> {
  await file.sync();
  try {
    await rename(temporary, path);
    return file;
  } catch (error) {
    // Windows refuses while somebody reads the equal object that another process has put there meanwhile.
    const present = await renew(path, size);
    if (present === undefined) throw error;
    await file.close();
    return present;
  }
}

/** Makes an object durable, whoever wrote it, and the names in these folders; closes the file, and takes away another name of it. */
export function settle(file: FileHandle, folders: readonly string[], temporary?: string): Promise<void> {
  const durable = sync(file, folders, temporary);
  durable.catch(() => undefined);
  return durable;
}

async function sync(
  file: FileHandle,
  folders: readonly string[],
  temporary: string | undefined,
): Promise<void> {
  try {
    if (temporary !== undefined) await discard(temporary);
    await file.sync();
  } finally {
    await file.close();
  }
  await Promise.all(folders.map(syncFolder));
}

/**
 * Marks an object that is there as put just now, which keeps garbage collection off it, and opens it; undefined where there
 * is none. The mark comes first: an object that is collected at this moment is then either spared or seen as missing.
 */
export async function renew(path: string, size: number): Promise<FileHandle | undefined> {
  try {
    const now = new Date();
    await utimes(path, now, now);
    // Windows makes durable only what was opened for writing.
    const file = await open(path, 'r+');
    if ((await file.stat()).size === size) return file;
    await file.close();
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return undefined;
}
