import type { TrackedCode } from '../contract/dirty-pages.ts';
import { AtelierError } from '../contract/errors.ts';
import type { Executable } from '../contract/executable.ts';
import type { Breakdown } from '../contract/invocation.ts';
import type { Digest } from '../contract/release.ts';
import { nameFrames } from './name-frames.ts';

/** What a worker needs of an executable, ready to be sent to it. */
export interface ExecutableParts {
  readonly module: WebAssembly.Module;
  readonly script: string | null;
}

/** Makes a module keep account of its writes (contract/dirty-pages.ts); null where that can't be done. */
export type TrackModule = (module: Uint8Array) => Promise<TrackedCode<WebAssembly.Module> | null>;

/** How many modules that keep account of their writes are kept: what few functions are busy with at a time. */
const keptTracked = 32;

/** Bytes of WebAssembly whose compiled modules are kept for the next worker that needs them. */
const keptBytes = 32 * 1024 * 1024;

/**
 * Reads executables from the registry and compiles them, once for all workers: threads share a compiled module.
 * The most recently used ones are kept.
 */
export class ExecutableSource {
  readonly #read: (digest: Digest) => Promise<Uint8Array>;
  readonly #modules = new Map<Digest, { module: Promise<WebAssembly.Module>; size: number }>();
  readonly #track: TrackModule;
  readonly #tracked = new Map<Digest, Promise<TrackedCode<WebAssembly.Module> | null>>();
  #size = 0;

  /** Takes how an object is read from the registry, verified, and how a module is made to keep account of its writes. */
  constructor(read: (digest: Digest) => Promise<Uint8Array>, track: TrackModule) {
    this.#read = read;
    this.#track = track;
  }

  /** Throws `object-damaged` where the registry lost it, `invalid-module` where V8 refuses it. */
  async parts(executable: Executable): Promise<ExecutableParts> {
    const script = executable.scriptDigest === null ? null : await this.#read(executable.scriptDigest);
    return {
      module: await this.#module(executable.moduleDigest),
      script: script === null ? null : new TextDecoder().decode(script),
    };
  }

  /** The module in the form that keeps account of its writes; null where there is none, whatever the reason. */
  tracked({ moduleDigest }: Executable): Promise<TrackedCode<WebAssembly.Module> | null> {
    const known = this.#tracked.get(moduleDigest);
    if (known !== undefined) return known;
    // Functions are served without it as well: what is wrong with the object is said when it is loaded.
    const made = this.#read(moduleDigest)
      .then(this.#track)
      .catch(() => null);
    this.#tracked.set(moduleDigest, made);
    if (this.#tracked.size > keptTracked) this.#tracked.delete(this.#tracked.keys().next().value!);
    return made;
  }

  /**
   * How a command broke off, with the module that its stack's lines are found in, and with the names of functions that
   * were kept beside its executable; those it has already where they can't be read.
   */
  async explain<Broken extends Breakdown>(halt: Broken, executable: Executable): Promise<Broken> {
    const { namesDigest, debugDigest, originsDigest } = executable;
    const explained = {
      ...halt,
      ...(debugDigest === undefined ? {} : { debugDigest }),
      ...(originsDigest === undefined ? {} : { originsDigest }),
    };
    if (namesDigest === undefined) return explained;
    try {
      return { ...explained, stack: nameFrames(halt.stack, await this.#read(namesDigest)) };
    } catch {
      return explained;
    }
  }

  #module(digest: Digest): Promise<WebAssembly.Module> {
    const known = this.#modules.get(digest);
    if (known !== undefined) {
      // Moved to the end: the order of the map is the order of use.
      this.#modules.delete(digest);
      this.#modules.set(digest, known);
      return known.module;
    }
    const entry = { module: this.#compile(digest), size: 0 };
    this.#modules.set(digest, entry);
    entry.module.catch(() => this.#modules.delete(digest));
    return entry.module;
  }

  async #compile(digest: Digest): Promise<WebAssembly.Module> {
    const bytes = await this.#read(digest);
    const module = await compileModule(bytes);
    const entry = this.#modules.get(digest);
    if (entry !== undefined) entry.size = bytes.length;
    this.#size += bytes.length;
    this.#trim();
    return module;
  }

  #trim(): void {
    for (const [digest, { size }] of this.#modules) {
      if (this.#size <= keptBytes || this.#modules.size === 1) return;
      if (size === 0) continue;
      this.#modules.delete(digest);
      this.#size -= size;
    }
  }
}

async function compileModule(bytes: Uint8Array): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AtelierError('invalid-module', `The module can't be compiled: ${reason}`, { cause });
  }
}
