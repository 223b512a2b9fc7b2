import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TrackedCode } from '../contract/dirty-pages.ts';

/**
 * Makes a module keep account of its writes, in a thread of its own that ends with it: reading a large one takes some
 * tenths of a second. Takes an executable's module; null where it can't be done. Throws what the thread dies of.
 */
export async function trackInThread(module: Uint8Array): Promise<TrackedCode<WebAssembly.Module> | null> {
  const thread = new Worker(new URL('./tracking-thread.ts', import.meta.url), {
    workerData: module,
    env: {},
  });
  const [code] = (await once(thread, 'message')) as [TrackedCode<WebAssembly.Module> | null];
  return code;
}
