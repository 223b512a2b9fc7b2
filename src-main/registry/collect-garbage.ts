import type { Digest } from '../contract/release.ts';
import type { ObjectStore } from './object-store.ts';

/** What a collection has freed. */
export interface CollectedGarbage {
  readonly deleted: number;
  readonly bytes: number;
}

/**
 * Deletes every object that nothing refers to and that nobody has put since `olderThan`. The age guards what is on
 * its way: objects are put first and referred to afterwards, so it has to be longer than a deployment takes.
 */
export async function collectGarbage(
  objects: ObjectStore,
  referenced: ReadonlySet<Digest>,
  olderThan: Date,
): Promise<CollectedGarbage> {
  let deleted = 0;
  let bytes = 0;
  for await (const digest of objects.list()) {
    if (referenced.has(digest)) continue;
    const freed = await objects.delete(digest, olderThan);
    if (freed === undefined) continue;
    deleted += 1;
    bytes += freed;
  }
  return { deleted, bytes };
}
