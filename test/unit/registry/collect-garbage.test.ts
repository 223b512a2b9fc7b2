import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Digest } from '../../../src-main/contract/release.ts';
import { collectGarbage } from '../../../src-main/registry/collect-garbage.ts';
import { openObjectStore } from '../../../src-main/registry/object-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const hourAgo = () => new Date(Date.now() - 3_600_000);

function newStore() {
  const folder = temporaryFolder();
  const growOld = (digest: Digest) => utimesSync(join(folder, digest.slice(0, 2), digest.slice(2)), 0, 0);
  return { folder, objects: openObjectStore(folder), growOld };
}

it('deletes what nothing refers to, once it is old enough', async () => {
  const { objects, growOld } = newStore();
  const [referenced = '', garbage = '', young = ''] = await Promise.all(
    ['referenced', 'garbage', 'young'].map((value) => objects.put(Buffer.from(value))),
  );
  for (const digest of [referenced, garbage]) growOld(digest);
  const collected = await collectGarbage(objects, new Set([referenced]), hourAgo());
  expect(collected).toEqual({ deleted: 1, bytes: 'garbage'.length });
  expect(await Promise.all([referenced, garbage, young].map(objects.has))).toEqual([true, false, true]);
});

it('spares an old object that was put again', async () => {
  const { objects, growOld } = newStore();
  const digest = await objects.put(Buffer.from('again'));
  growOld(digest);
  await objects.put(Buffer.from('again'));
  expect(await collectGarbage(objects, new Set(), hourAgo())).toEqual({ deleted: 0, bytes: 0 });
});

it('loses nothing that is put at the moment of its collection', async () => {
  const { folder, objects, growOld } = newStore();
  const bytes = Buffer.from('wanted after all');
  for (let round = 0; round < 100; round += 1) {
    const digest = await objects.put(bytes);
    growOld(digest);
    await Promise.all([objects.put(bytes), collectGarbage(objects, new Set(), hourAgo())]);
    expect(await objects.has(digest)).toBe(true);
  }
  expect(readdirSync(join(folder, 'temporary'))).toEqual([]);
});
