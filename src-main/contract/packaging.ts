import type { OptimisationLevel, Strip } from './build-settings.ts';
import type { Executable } from './executable.ts';
import type { Platform } from './platform-code.ts';
import type { Digest, Release, ReleaseFacts } from './release.ts';

/** What the packager is asked for: the bytes of an upload, which are already in the registry. */
export interface PackagingRequest {
  readonly digest: Digest;
  readonly content: Release['content'];
  readonly platform: Platform;
  /** `O0` where nothing is said. Anything else takes its time: it waits for its turn behind what is to be deployed. */
  readonly optimisation?: OptimisationLevel;
  /** `debuginfo` where nothing is said. */
  readonly strip?: Strip;
}

/** What a source or module was made into. */
export interface PackagedRelease {
  readonly wasmDigest: Digest;
  readonly wasmSize: number;
  /** For example `QuickJS 0.15.1`; null for an uploaded module. */
  readonly toolchain: string | null;
  readonly executable: Executable;
  readonly facts: ReleaseFacts;
  /** True when an equal input had been packaged before and nothing had to be done. */
  readonly reused: boolean;
}

/** Hears what a packaging job does, as it does it. */
export interface PackagingListener {
  /** `compile` is reported as skipped for WebAssembly. */
  step(name: 'compile' | 'package', state: 'running' | 'done' | 'skipped' | 'failed'): void;
  /** A piece of the build log, whole lines. */
  log(text: string): void;
  /**
   * The executable, as soon as it can be loaded. Power loss may still take it, so that nothing which has to last may refer to
   * it before the packager's answer does.
   */
  executable?(executable: Executable): void;
}
