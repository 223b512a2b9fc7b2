import type { Executable } from '../contract/executable.ts';
import type { Digest } from '../contract/release.ts';
import type { ObjectStore } from '../registry/object-store.ts';
import type { Optimised } from './optimise/optimise-module.ts';
import type { PackagedModule } from './package-module.ts';

/**
 * Puts the parts of an executable into the store, where the release's WebAssembly is put under a digest as well. What
 * `?debug` calls its size stays that of the release.
 */
export async function storeExecutable(
  objects: ObjectStore,
  packaged: PackagedModule,
  optimised: Optimised | null,
  wasmDigest: Promise<Digest>,
): Promise<Executable> {
  const better = optimised?.better ?? null;
  const { module, script, names, executable } = better?.packaged ?? packaged;
  return {
    ...executable,
    wasmSize: packaged.executable.wasmSize,
    moduleDigest: await objects.put(module),
    scriptDigest: script === null ? null : await objects.put(new TextEncoder().encode(script)),
    debugDigest: better === null ? await wasmDigest : await objects.put(better.wasm),
    ...(names === null ? {} : { namesDigest: await objects.put(encodeNames(names)) }),
  };
}

function encodeNames(names: ReadonlyMap<number, string>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(names)));
}
