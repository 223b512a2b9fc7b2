import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackagedRelease, PackagingListener, PackagingRequest } from '../contract/packaging.ts';
import { type ObjectStore, openObjectStore } from '../registry/object-store.ts';
import { projectToolchains } from '../toolchain/project-kind.ts';
import { toolchains } from '../toolchain/toolchains.ts';
import { createJobPool } from './job-pool.ts';
import { startJobProcess } from './job-process.ts';
import { packageKey } from './package-key.ts';
import { type PackagingLimits, packagingLimits } from './packaging-limits.ts';
import { type SharedJob, shareJob } from './shared-job.ts';

/** The packager's memory of what it made, by a key that holds everything that could change it. */
export interface PackageMemory {
  find(key: string): PackagedRelease | undefined;
  insert(key: string, packaged: PackagedRelease): void;
}

export interface PackagerOptions {
  /** The folder of the object store, which packaging jobs open themselves. */
  readonly objectsFolder: string;
  readonly packages: PackageMemory;
  /** Jobs work in its subfolder `packaging`, which belongs to this packager and is emptied when it is created. */
  readonly temporaryFolder: string;
  /** What compilers keep from job to job, so that the second build of a language is quick; made when needed. */
  readonly cacheFolder: string;
  readonly limits?: Partial<PackagingLimits>;
}

/** Turns uploads into executables, in processes of their own. */
export interface Packager {
  /**
   * Compiles where needed, validates, bounds and instruments, and optimises where that is asked for. What was packaged
   * before is answered from memory, and equal requests at the same time share one job. An optimiser that fails is no
   * error: `facts.optimisation` says why the compiler's output was kept. Throws `compile-failed`, `invalid-module`, `toolchain-missing`,
   * `packaging-limit`, `invalid-input` or `too-large` (an archive), or the signal's reason.
   */
  package(
    request: PackagingRequest,
    listener: PackagingListener,
    signal?: AbortSignal,
  ): Promise<PackagedRelease>;
  /** What the memory has for a request, for which nothing is done; undefined where it would have to be made. */
  recall(request: PackagingRequest): Promise<PackagedRelease | undefined>;
  /** Aborts what is under way, and what comes later, with an `AbortError`; resolves when no process is left. */
  close(): Promise<void>;
}

/** Creates a packager. Its first job process is started at once, so that the first deployment does not wait for it. */
export function createPackager(options: PackagerOptions): Packager {
  const limits = { ...packagingLimits, ...options.limits };
  const objects = openObjectStore(options.objectsFolder);
  const folder = emptyFolder(join(options.temporaryFolder, 'packaging'));
  const pool = createJobPool(limits.jobs, () => startJobProcess(limits, folder));
  // Optimising is work that nobody waits for: one at a time, beside everything else.
  const background = createJobPool(1, () => startJobProcess(limits, folder, 'low'), 0);
  const jobs = new Map<string, SharedJob>();
  const removals = new Set<Promise<void>>();
  const closing = new AbortController();

  const known = async (key: string) => {
    const packaged = options.packages.find(key);
    return packaged !== undefined && (await isComplete(objects, packaged)) ? packaged : undefined;
  };
  /** Nobody waits for a job's folder to be gone. One that can't be removed now goes with the next start. */
  const removeBehind = (own: string) => {
    const removal = rm(own, { recursive: true, force: true })
      .catch(() => undefined)
      .finally(() => removals.delete(removal));
    removals.add(removal);
  };
  const start = (key: string, request: PackagingRequest): SharedJob => {
    const { use } = (request.optimisation ?? 'O0') === 'O0' ? pool : background;
    const order = {
      request,
      objectsFolder: options.objectsFolder,
      cache: options.cacheFolder,
      wasmLimit: limits.wasm,
    };
    const job = shareJob(
      async (listen, signal) => {
        const own = await mkdtemp(join(folder, 'job-'));
        const run = use((process) => process.run({ ...order, folder: own }, listen, signal), signal);
        const packaged = await run.finally(() => removeBehind(own));
        await remember(options.packages, key, packaged, request);
        return packaged;
      },
      () => jobs.get(key) === job && jobs.delete(key),
    );
    jobs.set(key, job);
    return job;
  };

  return {
    package: async (request, listener, signal) => {
      signal?.throwIfAborted();
      const key = await packageKey(request, await toolchainOf(request, listener));
      const packaged = await known(key);
      if (packaged !== undefined) return reuse(packaged, listener);
      signal?.throwIfAborted();
      closing.signal.throwIfAborted();
      return (jobs.get(key) ?? start(key, request)).join(listener, signal);
    },
    recall: async (request) => known(await packageKey(request, null)),
    close: async () => {
      closing.abort(new DOMException('The packager was closed.', 'AbortError'));
      const underWay = [...jobs.values()];
      for (const job of underWay) job.abort(closing.signal.reason);
      await Promise.all(underWay.map((job) => job.ended));
      await Promise.all([pool.close(), background.close()]);
      await Promise.all(removals);
    },
  };
}

/** What an earlier run left behind when it was killed is of no use to anybody. */
function emptyFolder(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The compiler that the request needs, with its version; null for WebAssembly, which needs none. */
async function toolchainOf(request: PackagingRequest, listener: PackagingListener): Promise<string | null> {
  if (request.content === 'wasm') return null;
  try {
    if (request.content === 'archive') return await projectToolchains(request.platform);
    return await toolchains[request.platform].version();
  } catch (error) {
    listener.step('compile', 'running');
    listener.step('compile', 'failed');
    throw error;
  }
}

/**
 * Remembers a package by its input, and what was compiled also by the WebAssembly that it became: that is what a
 * rollback or a restart asks for.
 */
async function remember(
  packages: PackageMemory,
  key: string,
  packaged: PackagedRelease,
  request: PackagingRequest,
): Promise<void> {
  packages.insert(key, packaged);
  if (request.content === 'wasm') return;
  const compiled: PackagingRequest = { ...request, digest: packaged.wasmDigest, content: 'wasm' };
  packages.insert(await packageKey(compiled, null), { ...packaged, toolchain: null });
}

/** Whether the parts of an executable are still in the registry. */
async function isComplete(
  objects: ObjectStore,
  { wasmDigest, executable }: PackagedRelease,
): Promise<boolean> {
  const { moduleDigest, scriptDigest, debugDigest, originsDigest, namesDigest } = executable;
  const digests = [moduleDigest, scriptDigest, debugDigest, originsDigest, namesDigest].map(
    (digest) => digest ?? wasmDigest,
  );
  const present = await Promise.all([wasmDigest, ...digests].map((digest) => objects.has(digest)));
  return present.every(Boolean);
}

function reuse(packaged: PackagedRelease, listener: PackagingListener): PackagedRelease {
  listener.step('compile', 'skipped');
  listener.step('package', 'skipped');
  listener.log('The same bytes were packaged before; the result is used again.\n');
  return { ...packaged, reused: true };
}
