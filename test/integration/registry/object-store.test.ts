import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Digest } from '../../../src-main/contract/release.ts';
import { type ObjectStore, openObjectStore } from '../../../src-main/registry/object-store.ts';
import { startProcess } from '../../support/child-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function readAll(objects: ObjectStore): Promise<Digest[]> {
  const digests: Digest[] = [];
  for await (const digest of objects.list()) {
    await objects.get(digest);
    digests.push(digest);
  }
  return digests;
}

it('shows no damaged object and loses no acknowledged one, whenever a writer is killed', async () => {
  const folder = temporaryFolder();
  const acknowledged = new Set<unknown>();
  for (let kill = 0; kill < 8; kill += 1) {
    const writer = startProcess(new URL('./put-objects.ts', import.meta.url), [folder]);
    await writer.received(1 + 7 * kill);
    await writer.kill();
    for (const digest of writer.messages) acknowledged.add(digest);
    const objects = openObjectStore(folder);
    const visible = await readAll(objects);
    expect([...acknowledged].filter((digest) => !visible.some((seen) => seen === digest))).toEqual([]);
    expect(readdirSync(join(folder, 'temporary'))).toEqual([]);
  }
});

it('serves several writers of equal bytes at once', async () => {
  const folder = temporaryFolder();
  const writers = [1, 2, 3, 4].map(() =>
    startProcess(new URL('./put-same-objects.ts', import.meta.url), [folder]),
  );
  await Promise.all(writers.map((writer) => writer.ended()));
  const digests = writers.map((writer) => writer.messages[0]);
  expect(digests).toEqual(writers.map(() => digests[0]));
  expect((await readAll(openObjectStore(folder))).sort()).toEqual((digests[0] as Digest[]).sort());
  expect(readdirSync(join(folder, 'temporary'))).toEqual([]);
});
