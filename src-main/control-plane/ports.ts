import type { Engine } from '../contract/engine.ts';
import type { PackagedRelease, PackagingListener, PackagingRequest } from '../contract/packaging.ts';
import type { Release } from '../contract/release.ts';
import type { ModuleDiff, ModuleReport } from '../contract/rpc/functions.ts';

export type { Engine };

/** The packager as the control plane sees it. */
export interface Packager {
  /**
   * Compiles where needed, validates, bounds and instruments, and optimises where that is asked for. Aborting the signal ends the job's process.
   * Throws `compile-failed`, `invalid-module`, `toolchain-missing` or `packaging-limit`.
   */
  package(
    request: PackagingRequest,
    listener: PackagingListener,
    signal?: AbortSignal,
  ): Promise<PackagedRelease>;
  /** What was made of such a request before; undefined where it would have to be made now. */
  recall(request: PackagingRequest): Promise<PackagedRelease | undefined>;
}

/** What releases consist of. Throws `conflict` for a release that was not compiled yet, `invalid-module`, `object-damaged`. */
export interface ReleaseReports {
  report(release: Release): Promise<ModuleReport>;
  diff(before: Release, after: Release): Promise<ModuleDiff>;
}
