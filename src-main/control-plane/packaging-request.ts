import type { BuildSettings } from '../contract/build-settings.ts';
import type { PackagedRelease, PackagingRequest } from '../contract/packaging.ts';
import type { Release, ReleaseFacts } from '../contract/release.ts';

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
