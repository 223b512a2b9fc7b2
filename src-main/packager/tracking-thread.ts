/** Entry of the thread that {@link trackInThread} starts: one module, and its end. */
import { parentPort, workerData } from 'node:worker_threads';
import type { TrackedCode } from '../contract/dirty-pages.ts';
import { parseModule } from './module/parse-module.ts';
import { trackWrites } from './module/track-writes.ts';

parentPort?.postMessage(track(workerData as Uint8Array));

function track(module: Uint8Array): TrackedCode<WebAssembly.Module> | null {
  const tracked = trackWrites(parseModule(module));
  if (tracked === null) return null;
  const bytes = tracked.bytes as Uint8Array<ArrayBuffer>;
  // The engine's own validation waits for the first call, where a mistake of ours would be too late.
  if (!WebAssembly.validate(bytes)) return null;
  return {
    module: new WebAssembly.Module(bytes),
    shifts: Int32Array.from(tracked.shifts.flat()),
  };
}
