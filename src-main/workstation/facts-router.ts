import type { PlatformInfo } from '../contract/rpc/facts.ts';
import type { WorkstationContext } from './context.ts';
import { describeEngine } from './facts.ts';
import { findToolchains } from './find-toolchains.ts';
import { productVersion } from './product-version.ts';

/** The calls about the platform itself. */
export function createFactsRouter({ rpc, platform, home, uiUrl, hub }: WorkstationContext) {
  const { access, engine, secretKey } = platform;
  return {
    info: rpc.platform.info.handler(
      (): PlatformInfo => ({
        version: productVersion,
        home,
        ownerId: access.ownerId,
        apiUrl: access.apiUrl,
        gatewayUrl: engine.gatewayUrl,
        uiUrl: uiUrl(),
        platform: process.platform,
      }),
    ),
    facts: rpc.platform.facts.handler(() => describeEngine(engine.facts)),
    secrets: rpc.platform.secrets.handler(() => secretKey.describe()),
    keepSecretsIn: rpc.platform.keepSecretsIn.handler(async ({ input }) => {
      await secretKey.keepIn(input.place);
      return secretKey.describe();
    }),
    toolchains: rpc.platform.toolchains.handler(() => findToolchains()),
    setWorkers: rpc.platform.setWorkers.handler(({ input }) => {
      engine.setWorkers(input.workers);
      return {};
    }),
    changes: rpc.platform.changes.handler(({ signal }) => hub.follow(signal ?? neverAborted)),
  };
}

const neverAborted = new AbortController().signal;
