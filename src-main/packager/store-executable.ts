import type { Executable } from '../contract/executable.ts';
import type { ObjectStore, Writing } from '../registry/object-store.ts';
import type { Optimised } from './optimise/optimise-module.ts';
import type { PackagedModule } from './package-module.ts';

/** An executable that can be loaded. */
export interface StoredExecutable {
  readonly executable: Executable;
  /** Resolves when all of its parts are durable. */
  readonly durable: Promise<unknown>;
}

/**
 * Writes the parts of an executable into the store, where the release's WebAssembly is written as well. What `?debug` calls
 * its size stays that of the release. Resolves when they can be read.
 */
export async function storeExecutable(
  objects: ObjectStore,
  packaged: PackagedModule,
  optimised: Optimised | null,
  wasm: Pick<Writing, 'digest'>,
): Promise<StoredExecutable> {
  const better = optimised?.better ?? null;
  const { module, script, names, executable } = better?.packaged ?? packaged;
  const moduleWriting = objects.write(module);
  const scriptWriting = script === null ? null : objects.write(new TextEncoder().encode(script));
  const originsWriting = better === null ? null : objects.write(better.origins);
  const namesWriting = names === null ? null : objects.write(encodeNames(names));
  const writings = [moduleWriting, scriptWriting, originsWriting, namesWriting].filter(
    (part) => part !== null,
  );
  await Promise.all(writings.map(({ readable }) => readable));
  return {
    executable: {
      ...executable,
      wasmSize: packaged.executable.wasmSize,
      moduleDigest: moduleWriting.digest,
      scriptDigest: scriptWriting?.digest ?? null,
      debugDigest: wasm.digest,
      ...(originsWriting && { originsDigest: originsWriting.digest }),
      ...(namesWriting && { namesDigest: namesWriting.digest }),
    },
    durable: Promise.all(writings.map(({ durable }) => durable)),
  };
}

function encodeNames(names: ReadonlyMap<number, string>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(names)));
}
