import type { BuildSettings } from '../contract/build-settings.ts';
import { AtelierError } from '../contract/errors.ts';
import type { PackagedRelease, PackagingRequest } from '../contract/packaging.ts';
import type { Release, ReleaseFacts } from '../contract/release.ts';
import type { ControlPlaneContext } from './context.ts';
import { type FunctionAddress, getFunction } from './functions.ts';

/** How the wire addresses a release. */
export interface ReleaseAddress extends FunctionAddress {
  readonly releaseId: string;
}

/** The releases of a function, newest first. Throws `forbidden`, `not-found`. */
export function listReleases(context: ControlPlaneContext, address: FunctionAddress): Release[] {
  return context.store.releases.listOfFunction(getFunction(context, address).id);
}

/** The release at an address. Throws `forbidden`, or `not-found` where the function has no such release. */
export function getRelease(context: ControlPlaneContext, address: ReleaseAddress): Release {
  const { id } = getFunction(context, address);
  const found = context.store.releases.find(address.releaseId);
  if (found?.functionId === id) return found;
  throw new AtelierError('not-found', `There is no release ${address.releaseId} of function ${id}.`);
}

/**
 * What the packager is asked for to run a release as its compiler left it. Once compiled, a release is its WebAssembly:
 * rolling back gives the module that was tested, whatever compiler is installed today.
 */
export function packagingRequest(
  release: Pick<Release, 'wasmDigest' | 'digest' | 'content' | 'platform'>,
  { strip }: BuildSettings,
): PackagingRequest {
  const { wasmDigest, digest, content, platform } = release;
  return wasmDigest === null
    ? { digest, content, platform, strip }
    : { digest: wasmDigest, content: 'wasm', platform, strip };
}

/**
 * What is recorded of a release that was packaged. One that was compiled before was packaged from its WebAssembly now,
 * and what its compiler was told and said is known from that time.
 */
export function factsOf({ facts }: Release, { toolchain, facts: found }: PackagedRelease): ReleaseFacts {
  if (toolchain !== null || facts === null) return found;
  const { flags, diagnostics } = facts;
  return { ...found, flags, ...(diagnostics && { diagnostics }) };
}
