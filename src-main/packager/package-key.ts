import { createHash } from 'node:crypto';
import { executableVersion } from '../contract/executable.ts';
import type { PackagingRequest } from '../contract/packaging.ts';
import { buildVersion } from '../toolchain/toolchain.ts';
import { optimiserVersion } from './optimise/wasm-opt.ts';

/**
 * Equal keys promise equal results: the same bytes, made by the same compiler in the same way, the same version of the rewrite, and
 * where it is optimised the same optimiser with the same settings. `toolchain` is null for WebAssembly.
 */
export async function packageKey(
  { digest, platform, optimisation = 'O0', strip = 'debuginfo' }: PackagingRequest,
  toolchain: string | null,
): Promise<string> {
  const compiler = toolchain === null ? null : { platform, toolchain, buildVersion };
  const optimiser = optimisation === 'O0' ? null : { level: optimisation, version: await optimiserVersion() };
  const ingredients = [digest, compiler, executableVersion, strip, optimiser];
  return createHash('sha256').update(JSON.stringify(ingredients)).digest('hex');
}
