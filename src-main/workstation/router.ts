import { createCloudRouter } from './cloud-router.ts';
import type { WorkstationContext } from './context.ts';
import { createDeploymentsRouter } from './deployments-router.ts';
import { createFactsRouter } from './facts-router.ts';
import { createFunctionsRouter } from './functions-router.ts';
import { createHistoryRouter } from './history-router.ts';
import { createInvocationsRouter } from './invocations-router.ts';
import { createPreferencesRouter } from './preferences-router.ts';
import { createProjectsRouter } from './projects-router.ts';
import { createReleasesRouter } from './releases-router.ts';
import { createRequestsRouter } from './requests-router.ts';
import { createStorageRouter } from './storage-router.ts';

/** The implementation of the RPC contract: one group of calls a file. */
export function createRouter(context: WorkstationContext) {
  return {
    platform: createFactsRouter(context),
    functions: createFunctionsRouter(context),
    releases: createReleasesRouter(context),
    deployments: createDeploymentsRouter(context),
    projects: createProjectsRouter(context),
    requests: createRequestsRouter(context),
    history: createHistoryRouter(context),
    invocations: createInvocationsRouter(context),
    cloud: createCloudRouter(context),
    preferences: createPreferencesRouter(context),
    storage: createStorageRouter(context),
  };
}

export type WorkstationRouter = ReturnType<typeof createRouter>;
