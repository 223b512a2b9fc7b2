import type { Digest, Release } from '../contract/release.ts';
import type { Store } from '../store/open-store.ts';
import { javaScriptSection } from '../toolchain/toolchain.ts';
import type { InvocationRemains, KeptInput, KeptInvocation } from '../traces/kept-invocation.ts';

/** What it takes to run an invocation again, or why that can't be done: the end of a sentence. */
export type Repetition =
  | {
      readonly obstacle: null;
      readonly remains: InvocationRemains;
      readonly input: KeptInput;
      readonly digest: Digest;
    }
  | { readonly obstacle: string };

/** Finds out whether a kept invocation can be run again under another engine, without reading its module. */
export function repetitionOf(
  { releases }: Pick<Store, 'releases'>,
  { releaseId }: KeptInvocation,
  remains: InvocationRemains | null,
): Repetition {
  if (remains === null)
    return { obstacle: 'what it left behind made room for newer ones, or nothing of it ran' };
  const { input } = remains;
  if (input === null) return { obstacle: 'its request was larger than the 64 KiB that are kept of one' };
  const release = releaseId === null ? undefined : releases.find(releaseId);
  if (release?.wasmDigest == null) return { obstacle: 'its release was deleted' };
  if (isJavaScript(release))
    return { obstacle: 'JavaScript runs in Atelier’s own runtime, which no other engine has' };
  return { obstacle: null, remains, input, digest: release.wasmDigest };
}

/** By what packaging found: a script is a section of the WebAssembly that it became. */
function isJavaScript({ facts }: Release): boolean {
  return facts?.customSections.some(({ name }) => name === javaScriptSection) ?? false;
}
