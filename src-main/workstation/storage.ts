import { lstat, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { AtelierError } from '../contract/errors.ts';
import { type CleanableKind, type Storage, type StorageKind, storageKinds } from '../contract/rpc/storage.ts';
import type { Platform } from '../platform.ts';
import type { WorkstationContext } from './context.ts';

/** Compilers keep there what makes their next build quick; made again when it is needed. */
const cacheFolder = 'cache';

/** A database comes with its log and with copies of earlier versions, all named after it. */
const kindsOfNames: readonly (readonly [RegExp, StorageKind])[] = [
  [/^atelier\.db/, 'database'],
  [/^traces\.db(?!-reserve)/, 'traces'],
  [/^objects$/, 'objects'],
  [/^history$/, 'history'],
  [new RegExp(`^${cacheFolder}$`), 'cache'],
  [/^logs$/, 'logs'],
];

/** Measures the home folder of a platform that runs. */
export async function measureStorage(home: string, platform: Platform): Promise<Storage> {
  const bytes = new Map<StorageKind, number>();
  for (const name of await readdir(home)) {
    const kind = kindsOfNames.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
    bytes.set(kind, (bytes.get(kind) ?? 0) + (await sizeOf(join(home, name))));
  }
  const { bavail, bsize } = await statfs(home);
  return {
    home,
    free: bavail * bsize,
    parts: storageKinds.map((kind) => ({ kind, bytes: bytes.get(kind) ?? 0 })),
    unusedObjects: await unusedBytes(platform),
  };
}

/**
 * Deletes what is kept of one kind and not needed, and gives the bytes that this has freed: objects without a release,
 * every trace, every request that is not pinned, or what compilers keep. Throws `conflict` where a compiler is at work
 * on the cache, `home-unusable` where traces can't be opened.
 */
export async function cleanStorage(context: WorkstationContext, kind: CleanableKind): Promise<number> {
  const { home, platform, traces, composer, hub } = context;
  const bytesOf = async () =>
    (await measureStorage(home, platform)).parts.find((part) => part.kind === kind)?.bytes ?? 0;
  const before = await bytesOf();
  switch (kind) {
    case 'objects':
      await platform.collectGarbage();
      break;
    case 'traces':
      (await traces.read()).clear();
      hub.publish({ topic: 'invocations' });
      break;
    case 'history':
      await composer.history.clear();
      hub.publish({ topic: 'history' });
      break;
    case 'cache':
      requireNoCompiler(platform);
      await rm(join(home, cacheFolder), { recursive: true, force: true, maxRetries: 3 });
  }
  return Math.max(0, before - (await bytesOf()));
}

function requireNoCompiler({ store }: Platform): void {
  if (store.deployments.listByStatus('PACKAGING').length > 0)
    throw new AtelierError('conflict', 'A deployment is being compiled. Try again when it is done.');
}

async function unusedBytes({ objects, store }: Platform): Promise<number> {
  const referenced = store.referencedDigests();
  let bytes = 0;
  for await (const digest of objects.list()) if (!referenced.has(digest)) bytes += await objects.size(digest);
  return bytes;
}

/** The bytes of a file, or of all files below a folder; what goes away meanwhile counts as nothing. */
async function sizeOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return 0;
  if (!found.isDirectory()) return found.size;
  const names = await readdir(path).catch(() => []);
  const sizes = await Promise.all(names.map((name) => sizeOf(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
