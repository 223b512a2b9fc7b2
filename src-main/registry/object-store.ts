import { createHash, hash, webcrypto } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeSize } from '../contract/describe-size.ts';
import { AtelierError } from '../contract/errors.ts';
import { type Digest, digestSchema } from '../contract/release.ts';
import { isMissing } from './durable-files.ts';
import { discard, removeAbandoned, temporaryName } from './temporary-files.ts';
import { readWhole, writeWhole, writeWholeSync } from './whole-files.ts';
import { type Content, renew, settle, type WrittenObject, writeObject } from './write-object.ts';

/**
 * The local Cellar: bytes under their SHA-256, in one folder that several processes may use at once.
 * An object is complete before it can be seen, durable when the call that stores it resolves, and never changes.
 */
export interface ObjectStore {
  /** Stores the bytes; equal bytes are stored once, and what was damaged since is whole again. */
  put(bytes: Uint8Array): Promise<Digest>;
  /**
   * Begins the same, for a caller with something to do while the disk is at work: whatever waits for no disk is done when this
   * returns.
   */
  write(bytes: Uint8Array): Writing;
  /**
   * Stores a stream without holding it in memory, and resolves when the object can be read. Throws `too-large` as soon as it
   * exceeds the limit.
   */
  writeStream(
    source: AsyncIterable<Uint8Array>,
    limit: { readonly bytes: number },
  ): Promise<Content & Pick<Writing, 'durable'>>;
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

/** An object that is being stored. What goes wrong rejects what it keeps from coming about. */
export interface Writing {
  readonly digest: Digest;
  /** Resolves as soon as the object can be read. */
  readonly readable: Promise<void>;
  /** Resolves when power loss can take it no more; nothing that has to last may refer to it before. */
  readonly durable: Promise<void>;
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
    put: async (bytes) => {
      const { digest, durable } = write(folders, bytes);
      await durable;
      return digest;
    },
    write: (bytes) => write(folders, bytes),
    writeStream: (source, limit) => writeStream(folders, source, limit.bytes),
    get: (digest) => get(folders, digest),
    has: async (digest) => (await statistics(folders, digest)) !== undefined,
    size: async (digest) => (await statistics(folders, digest))?.size ?? missing(digest),
    delete: (digest, putBefore) => remove(folders, digest, putBefore?.getTime() ?? Number.POSITIVE_INFINITY),
    list: () => list(folders),
  };
}

function write(folders: Folders, bytes: Uint8Array): Writing {
  const digest = hash('sha256', bytes);
  const written = writeAs(folders, digest, bytes);
  const [readable, durable] = [written.then(() => undefined), written.then((object) => object.durable)];
  for (const stage of [readable, durable]) stage.catch(() => undefined);
  return { digest, readable, durable };
}

async function writeAs(folders: Folders, digest: Digest, bytes: Uint8Array): Promise<WrittenObject> {
  const size = bytes.byteLength;
  const path = pathOf(folders, digest);
  const present = existsSync(path) && (await holds(path, bytes)) ? renew(path, size) : undefined;
  if (present !== undefined) return { durable: settle(present, [dirname(path)]) };
  return writeNew(folders, (file) => {
    writeWholeSync(file, bytes);
    return { digest, size };
  });
}

function writeStream(folders: Folders, source: AsyncIterable<Uint8Array>, limit: number) {
  return writeNew(folders, async (file) => {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of source) {
      size += chunk.byteLength;
      if (size > limit)
        throw new AtelierError('too-large', `More than ${describeSize(limit)} can't be stored at once.`);
      hash.update(chunk);
      await writeWhole(file, chunk);
    }
    return { digest: hash.digest('hex'), size };
  });
}

function writeNew(folders: Folders, fill: Parameters<typeof writeObject>[1]) {
  return writeObject(temporaryName(folders.temporary), fill, (digest) => pathOf(folders, digest));
}

/** Whether a file has exactly these bytes; a disk may have lost some since they were written. */
async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    return (await stat(path)).size === bytes.byteLength && (await readWhole(path)).equals(bytes);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function get(folders: Folders, digest: Digest): Promise<Uint8Array<ArrayBuffer>> {
  const path = pathOf(folders, digest);
  const bytes = await readWhole(path).catch((error) =>
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

/** Bytes that are hashed in the time that it takes to have another thread do it. */
const quicklyHashed = 4 * 1024 ** 2;

/** What takes longer goes to another thread: this one has better things to do than to hash a hundred megabytes. */
async function digestOf(bytes: Uint8Array): Promise<Digest> {
  if (bytes.byteLength <= quicklyHashed) return hash('sha256', bytes);
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
