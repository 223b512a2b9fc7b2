import { AtelierError } from '../../contract/errors.ts';
import type { Executable } from '../../contract/executable.ts';
import { wasmPageBytes } from '../../contract/limits.ts';
import { makeBaseImage } from './base-image.ts';
import { type EngineImage, type EngineModule, JavaScriptInstance } from './javascript-instance.ts';

/** A memory larger than this takes longer to put back than an instance takes to be made. */
export const largestRecycled = 32 * 1024 * 1024;

/** What idle instances may hold together. */
const idleBytes = 64 * 1024 * 1024;

/**
 * QuickJS as all JavaScript functions of a thread share it: the image of its start-up, and instances at rest. Putting
 * an image back replaces every byte and global of an instance, so it doesn't matter whose it was.
 */
export class Engine {
  readonly base: EngineImage;
  readonly #module: EngineModule;
  /** The one that was used last stands last. */
  readonly #idle: JavaScriptInstance[] = [];

  constructor(module: EngineModule, base: EngineImage) {
    this.#module = module;
    this.base = base;
  }

  get idleInstances(): number {
    return this.#idle.length;
  }

  /** An instance with that image in it, whose memory can grow to `maximumPages`. */
  take(image: EngineImage, maximumPages: number): JavaScriptInstance {
    const pages = image.image.memoryBytes / wasmPageBytes;
    const fits = (idle: JavaScriptInstance) => idle.maximumPages === maximumPages && idle.pages <= pages;
    const index = this.#find((idle) => fits(idle) && idle.isQuickTo(image)) ?? this.#find(fits) ?? -1;
    const instance =
      this.#idle.splice(index, index === -1 ? 0 : 1)[0] ??
      new JavaScriptInstance(this.#module, pages, maximumPages);
    instance.putImageBack(image);
    return instance;
  }

  #find(suits: (idle: JavaScriptInstance) => boolean): number | null {
    const index = this.#idle.findLastIndex(suits);
    return index === -1 ? null : index;
  }

  /** Takes an instance back, whatever was done to it. */
  give(instance: JavaScriptInstance): void {
    if (instance.pages * wasmPageBytes > largestRecycled) return;
    this.#idle.push(instance);
    let bytes = this.#idle.reduce((sum, { pages }) => sum + pages * wasmPageBytes, 0);
    while (bytes > idleBytes) bytes -= this.#idle.shift()!.pages * wasmPageBytes;
  }
}

/** By the digest of their module and whether it keeps account of its writes. */
const engines = new Map<string, Engine>();

/**
 * The thread's engine for an executable; the first one of its module starts QuickJS.
 * Throws `invalid-module` for a module that is not the QuickJS of the JavaScript toolchain.
 */
export function engineOf(
  executable: Executable,
  module: WebAssembly.Module,
  trackingShifts?: Int32Array,
): Engine {
  const key = `${executable.moduleDigest} ${trackingShifts === undefined ? 'plain' : 'tracked'}`;
  let engine = engines.get(key);
  if (engine === undefined) {
    engine = startEngine(executable, module, trackingShifts);
    engines.set(key, engine);
  }
  return engine;
}

function startEngine(
  { memory, globals, codeShifts, imageObstacles }: Executable,
  module: WebAssembly.Module,
  trackingShifts: Int32Array | undefined,
): Engine {
  try {
    if (!memory.imported || imageObstacles.length > 0) throw new Error('no image can restore it');
    const engine = { module, globals, codeShifts, trackingShifts };
    return new Engine(engine, makeBaseImage(engine, memory.initialPages));
  } catch (cause) {
    throw new AtelierError(
      'invalid-module',
      'The module carries a script but is not the QuickJS of this version. Deploy the JavaScript source instead.',
      { cause },
    );
  }
}
