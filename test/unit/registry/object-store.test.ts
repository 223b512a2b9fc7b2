import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Digest } from '../../../src-main/contract/release.ts';
import { type ObjectStore, openObjectStore } from '../../../src-main/registry/object-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function newStore(): { folder: string; objects: ObjectStore; fileOf: (digest: Digest) => string } {
  const folder = temporaryFolder();
  const fileOf = (digest: Digest) => join(folder, digest.slice(0, 2), digest.slice(2));
  return { folder, objects: openObjectStore(folder), fileOf };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

async function* stream(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function putStream(
  objects: ObjectStore,
  source: AsyncIterable<Uint8Array>,
  bytes = Number.POSITIVE_INFINITY,
): Promise<{ digest: Digest; size: number }> {
  const { durable, ...stored } = await objects.writeStream(source, { bytes });
  await durable;
  return stored;
}

async function sortedList(objects: ObjectStore): Promise<Digest[]> {
  const digests: Digest[] = [];
  for await (const digest of objects.list()) digests.push(digest);
  return digests.sort();
}

it('gives back any bytes under their SHA-256', async () => {
  const { objects } = newStore();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 4_096 }), async (bytes) => {
      const digest = await objects.put(bytes);
      expect(digest).toBe(sha256(bytes));
      expect(Buffer.compare(await objects.get(digest), bytes)).toBe(0);
      expect(await objects.size(digest)).toBe(bytes.length);
      expect(await objects.has(digest)).toBe(true);
    }),
  );
});

it('stores a stream like the bytes that it is made of, however it is cut', async () => {
  const { objects } = newStore();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 256 }), { maxLength: 8 }), async (chunks) => {
      const whole = Buffer.concat(chunks);
      expect(await putStream(objects, stream(...chunks))).toEqual({
        digest: sha256(whole),
        size: whole.length,
      });
      expect(Buffer.compare(await objects.get(sha256(whole)), whole)).toBe(0);
    }),
  );
});

it('shows an object that is on its way to the disk, whole, and leaves nothing else behind', async () => {
  const { objects, folder } = newStore();
  const writing = objects.write(text('hello'));
  const digest = await writing.digest;
  await writing.readable;
  expect(Buffer.from(await objects.get(digest)).toString()).toBe('hello');
  const again = objects.write(text('hello'));
  await Promise.all([writing.durable, again.durable]);
  expect(await again.digest).toBe(digest);
  expect(await sortedList(objects)).toEqual([digest]);
  expect(readdirSync(join(folder, 'temporary'))).toEqual([]);
});

it('stores equal bytes once', async () => {
  const { objects, fileOf } = newStore();
  const digest = await objects.put(text('hello'));
  const { ino } = statSync(fileOf(digest));
  await objects.put(text('hello'));
  expect(statSync(fileOf(digest)).ino).toBe(ino);
  await putStream(objects, stream(text('hel'), text('lo')));
  expect(await sortedList(objects)).toEqual([digest]);
});

it.each([
  ['put', (objects: ObjectStore) => objects.put(text('hello'))],
  ['a stream', (objects: ObjectStore) => putStream(objects, stream(text('hello')))],
])('makes whole with %s what a disk has damaged, before anybody has noticed', async (_, put) => {
  const { objects, fileOf } = newStore();
  const digest = await objects.put(text('hello'));
  writeFileSync(fileOf(digest), 'HELLO');
  await put(objects);
  expect(Buffer.from(await objects.get(digest)).toString()).toBe('hello');
});

it('refuses a stream that is over its limit and keeps nothing of it', async () => {
  const { folder, objects } = newStore();
  expect((await putStream(objects, stream(text('12345')), 5)).size).toBe(5);
  await expect(putStream(objects, stream(text('123'), text('456')), 5)).rejects.toMatchObject({
    code: 'too-large',
  });
  expect(await objects.has(sha256(text('123456')))).toBe(false);
  expect(readdirSync(join(folder, 'temporary'))).toEqual([]);
});

it('keeps nothing of a stream that breaks off', async () => {
  const { folder, objects } = newStore();
  async function* broken() {
    yield text('half');
    throw new Error('the sender went away');
  }
  await expect(putStream(objects, broken())).rejects.toThrow('the sender went away');
  expect(readdirSync(folder)).toEqual(['temporary']);
  expect(readdirSync(join(folder, 'temporary'))).toEqual([]);
});

it('never returns damaged bytes, keeps them for inspection, and heals when they are put again', async () => {
  const { objects, fileOf } = newStore();
  const digest = await objects.put(text('hello'));
  writeFileSync(fileOf(digest), 'jello');
  const error = await objects.get(digest).catch((caught) => caught);
  expect(error).toMatchObject({ code: 'object-damaged', name: 'AtelierError' });
  const kept = /moved to (\S+)\. /.exec(error.message)?.[1] ?? '';
  expect(readFileSync(kept, 'utf8')).toBe('jello');
  expect(await objects.has(digest)).toBe(false);
  await expect(objects.get(digest)).rejects.toMatchObject({ code: 'object-damaged' });
  await objects.put(text('hello'));
  expect(Buffer.from(await objects.get(digest)).toString()).toBe('hello');
});

it('writes an object that was cut off anew', async () => {
  const { objects, fileOf } = newStore();
  const digest = await objects.put(text('hello'));
  truncateSync(fileOf(digest), 2);
  await objects.put(text('hello'));
  expect(Buffer.from(await objects.get(digest)).toString()).toBe('hello');
});

it('says that an object is missing', async () => {
  const { objects } = newStore();
  const digest = sha256(text('nowhere'));
  expect(await objects.has(digest)).toBe(false);
  await expect(objects.get(digest)).rejects.toMatchObject({ code: 'object-damaged' });
  await expect(objects.size(digest)).rejects.toMatchObject({ code: 'object-damaged' });
  expect(await objects.delete(digest)).toBeUndefined();
});

it.each(['', 'abc', '../../etc/passwd', 'A'.repeat(64), `../${'a'.repeat(61)}`])(
  'takes nothing but a digest for a name: "%s"',
  async (name) => {
    const { objects } = newStore();
    await expect(objects.has(name)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(objects.get(name)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(objects.delete(name)).rejects.toMatchObject({ code: 'invalid-input' });
  },
);

it('lists and deletes', async () => {
  const { objects } = newStore();
  const digests = await Promise.all(['a', 'b', 'c'].map((value) => objects.put(text(value))));
  expect(await sortedList(objects)).toEqual([...digests].sort());
  expect(await objects.delete(digests[0] ?? '')).toBe(1);
  expect(await sortedList(objects)).toEqual(digests.slice(1).sort());
});

it('clears away what a dead process left half written, and nothing that is being written', () => {
  const { folder } = newStore();
  const temporary = join(folder, 'temporary');
  const mine = join(temporary, `${process.pid}-mine`);
  const forgotten = join(temporary, `${process.pid}-forgotten`);
  // Linux and macOS give no process a number this high, and Windows none that is not a multiple of four.
  const orphan = join(temporary, '2147483647-orphan');
  for (const file of [mine, forgotten, orphan]) writeFileSync(file, 'half');
  utimesSync(forgotten, 0, 0);
  openObjectStore(folder);
  expect([mine, forgotten, orphan].map(existsSync)).toEqual([true, false, false]);
});
