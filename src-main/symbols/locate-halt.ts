import type { Halt } from '../contract/invocation.ts';
import type { Digest } from '../contract/release.ts';
import { locateFrames } from './locate-frames.ts';
import { traceOrigins } from './trace-origins.ts';

/**
 * An end with the files and lines of its stack, for whoever looks at it; `read` gives an object of the registry. What
 * has no stack or no module any more stays as it is.
 */
export async function locateHalt(halt: Halt, read: (digest: Digest) => Promise<Uint8Array>): Promise<Halt> {
  if (!('stack' in halt) || halt.debugDigest === undefined) return halt;
  const { stack, debugDigest, originsDigest } = halt;
  try {
    const own = originsDigest === undefined ? stack : traceOrigins(stack, await read(originsDigest));
    return { ...halt, stack: locateFrames(own, await read(debugDigest)) };
  } catch {
    return halt;
  }
}
