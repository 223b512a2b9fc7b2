import type { Release } from '../../src-main/contract/release.ts';

/** What made a release's WebAssembly, in words. */
export function madeBy({ toolchain, wasmDigest }: Pick<Release, 'toolchain' | 'wasmDigest'>): string {
  if (wasmDigest === null) return 'Not built';
  return toolchain ?? 'Uploaded as WebAssembly';
}
