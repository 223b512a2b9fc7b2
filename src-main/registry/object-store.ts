import { createHash, webcrypto } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeSize } from '../contract/describe-size.ts';
import { AtelierError } from '../contract/errors.ts';
import { type Digest, digestSchema } from '../contract/release.ts';
import { isMissing, makeFolder, syncFolder } from './durable-files.ts';
import { discard, removeAbandoned, temporaryName } from './temporary-files.ts';

/**
 * The local Cellar: bytes under their SHA-256, in one folder that several processes may use at once.
 * An object is complete and durable before it can be seen, and never changes.
 */
export interface ObjectStore {
  /** Stores the bytes; equal bytes are stored once, and what was damaged since is whole again. */
  put(bytes: Uint8Array): Promise<Digest>;
  /** Stores a stream without holding it in memory. Throws `too-large` as soon as it exceeds the limit. */
  putStream(
    source: AsyncIterable<Uint8Array>,
    limit: { readonly bytes: number },
  ): Promise<{ digest: Digest; size: number }>;
  /** Throws `object-damaged` where there is no such object, or its bytes are not those that its digest promises. */
  get(digest: Digest): Promise<Uint8Array<ArrayBuffer>>;
  has(digest: Digest): Promise<boolean>;
  /** Bytes. Throws `object-damaged` where there is no such object. */
  size(digest: Digest): Promise<number>;
  /**
   * Deletes an object; with a time, only where nobody has put it since. Gives the bytes that this has freed,
   * undefined where nothing was deleted.
   */
  delete(digest: Digest, putBefore?: Date): Promise<number | undefined>;
  /** Every object, in no order; what is put or deleted meanwhile may be left out. */
  list(): AsyncIterable<Digest>;
}

/** Objects lie at `<root>/ab/<62 hex>`; the other folders' names have more than two letters. */
interface Folders {
  readonly root: string;
  /** On the same file system as the objects, so that a rename is atomic. */
  readonly temporary: string;
  /** Objects that were found damaged: no longer visible, kept for whoever wants to know why. */
  readonly damaged: string;
}

/** Opens the object store in a folder, made where it does not exist, and clears away what interrupted writes left. */
export function openObjectStore(folder: string): ObjectStore {
  const folders = { root: folder, temporary: join(folder, 'temporary'), damaged: join(folder, 'damaged') };
  mkdirSync(folders.temporary, { recursive: true, mode: 0o700 });
  removeAbandoned(folders.temporary);
  return {
    put: (bytes) => put(folders, bytes),
    putStream: (source, limit) => putStream(folders, source, limit.bytes),
    get: (digest) => get(folders, digest),
    has: async (digest) => (await statistics(folders, digest)) !== undefined,
    size: async (digest) => (await statistics(folders, digest))?.size ?? missing(digest),
    delete: (digest, putBefore) => remove(folders, digest, putBefore?.getTime() ?? Number.POSITIVE_INFINITY),
    list: () => list(folders),
  };
}

async function put(folders: Folders, bytes: Uint8Array): Promise<Digest> {
  const digest = await digestOf(bytes);
  const size = bytes.byteLength;
  const path = pathOf(folders, digest);
  if ((await holds(path, bytes)) && (await renew(path, size))) return digest;
  await writeObject(folders, async (file) => {
    await file.writeFile(bytes);
    return { digest, size };
  });
  return digest;
}

function putStream(folders: Folders, source: AsyncIterable<Uint8Array>, limit: number) {
  return writeObject(folders, async (file) => {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of source) {
      size += chunk.byteLength;
      if (size > limit)
        throw new AtelierError('too-large', `More than ${describeSize(limit)} can't be stored at once.`);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    return { digest: hash.digest('hex'), size };
  });
}

/** Writes a temporary file, makes it durable, and gives it its name; on failure nothing is left. */
async function writeObject(
  folders: Folders,
  write: (file: FileHandle) => Promise<{ digest: Digest; size: number }>,
): Promise<{ digest: Digest; size: number }> {
  const temporary = temporaryName(folders.temporary);
  try {
    const file = await open(temporary, 'wx', 0o600);
    let written: { digest: Digest; size: number };
    try {
      written = await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await publish(temporary, pathOf(folders, written.digest), written.size);
    return written;
  } finally {
    await discard(temporary);
  }
}

/** Whether a file has exactly these bytes; a disk may have lost some since they were written. */
async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    return (await stat(path)).size === bytes.byteLength && (await readFile(path)).equals(bytes);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** In place of the object that may be there, whose bytes are the same or no longer what they should be. */
async function publish(temporary: string, path: string, size: number): Promise<void> {
  await makeFolder(dirname(path));
  try {
    await rename(temporary, path);
  } catch (error) {
    // Windows refuses while somebody reads the equal object that another process has put there meanwhile.
    if (!(await renew(path, size))) throw error;
  }
  await syncFolder(dirname(path));
}

/**
 * Marks an object that is there as put just now, which keeps garbage collection off it; false where there is none.
 * The mark comes first: an object that is collected at this moment is then either spared or seen as missing.
 */
async function renew(path: string, size: number): Promise<boolean> {
  try {
    const now = new Date();
    await utimes(path, now, now);
    if ((await stat(path)).size !== size) return false;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  // Whoever put it may not have come to this yet, and our caller counts on it.
  await syncFolder(dirname(path));
  return true;
}

async function get(folders: Folders, digest: Digest): Promise<Uint8Array<ArrayBuffer>> {
  const path = pathOf(folders, digest);
  const bytes = await readFile(path).catch((error) =>
    isMissing(error) ? missing(digest) : Promise.reject(error),
  );
  if ((await digestOf(bytes)) === digest) return bytes;
  const kept = join(folders.damaged, digest);
  await mkdir(folders.damaged, { recursive: true });
  await rename(path, kept).catch((error) => (isMissing(error) ? undefined : Promise.reject(error)));
  throw new AtelierError(
    'object-damaged',
    `The stored object ${digest} is damaged: its bytes are not those that were stored. It was moved to ${kept}. ` +
      'Deploy the same source again to restore it.',
  );
}

async function statistics(folders: Folders, digest: Digest) {
  try {
    return await stat(pathOf(folders, digest));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Moves the object out of sight before looking at its time again: a put of equal bytes has renewed it by then, and
 * it is put back, or finds it gone, and writes it anew.
 */
async function remove(folders: Folders, digest: Digest, putBefore: number): Promise<number | undefined> {
  const path = pathOf(folders, digest);
  const aside = temporaryName(folders.temporary);
  try {
    if ((await stat(path)).mtimeMs >= putBefore) return undefined;
    await rename(path, aside);
    const { mtimeMs, size } = await stat(aside);
    if (mtimeMs < putBefore) {
      await discard(aside);
      return size;
    }
    await rename(aside, path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return undefined;
}

async function* list(folders: Folders): AsyncIterable<Digest> {
  for (const prefix of await readdir(folders.root)) {
    if (prefix.length !== 2) continue;
    for (const rest of await readdir(join(folders.root, prefix)))
      if (digestSchema.safeParse(prefix + rest).success) yield prefix + rest;
  }
}

/** Off the main thread, which has better things to do than to hash a hundred megabytes. */
async function digestOf(bytes: Uint8Array): Promise<Digest> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
}

function pathOf(folders: Folders, digest: Digest): string {
  if (!digestSchema.safeParse(digest).success)
    throw new AtelierError('invalid-input', `"${digest}" is not a digest: 64 lower-case hex digits are.`);
  return join(folders.root, digest.slice(0, 2), digest.slice(2));
}

function missing(digest: Digest): never {
  throw new AtelierError(
    'object-damaged',
    `The stored object ${digest} is missing. Deploy the same source again to restore it.`,
  );
}
