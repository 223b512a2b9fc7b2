import type { EngineFacts } from '../contract/engine-messages.ts';
import { toAtelierError } from '../contract/errors.ts';
import { type Platform, platforms } from '../contract/platform-code.ts';
import type { PlatformFacts, ToolchainFact } from '../contract/rpc/facts.ts';
import { toolchains } from '../toolchain/toolchains.ts';

const languages: Readonly<Record<Platform, string>> = {
  JAVA_SCRIPT: 'JavaScript',
  ASSEMBLY_SCRIPT: 'AssemblyScript',
  RUST: 'Rust',
  TINY_GO: 'TinyGo',
};

/** The engine as the status bar shows it; null facts are those of one that is being replaced. */
export function describeEngine(facts: EngineFacts | null): PlatformFacts {
  if (facts === null)
    return { engine: 'restarting', workers: [], queued: 0, running: 0, served: 0, memory: 0 };
  const { queued, running, served, memory } = facts;
  return {
    engine: 'running',
    workers: facts.workers.map(({ id, state, invocations, executables }) => ({
      id,
      // One that retires ends what it has begun.
      state: state === 'retiring' ? 'busy' : state,
      invocations,
      executables,
    })),
    queued,
    running,
    served,
    memory,
  };
}

/** Which compilers this machine has, and what to do about those that it has not. */
export function findToolchains(): Promise<ToolchainFact[]> {
  return Promise.all(
    platforms.map(async (platform) => {
      const name = languages[platform];
      try {
        return { platform, name, version: await toolchains[platform].version(), hint: null };
      } catch (error) {
        return { platform, name, version: null, hint: toAtelierError(error).message };
      }
    }),
  );
}
