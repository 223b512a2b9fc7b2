import { list, listDeployments } from '@clevercloud/client/esm/api/v4/function.js';
import type { Organisation, Summary } from '../contract/account.ts';
import type { Deployment } from '../contract/deployment.ts';
import { AtelierError, toAtelierError } from '../contract/errors.ts';
import { type CloudFunction, functionSettings } from '../contract/function.ts';
import type { CloudDeployment, Targets } from '../contract/rpc/cloud.ts';
import { type CloudClient, createCloudClient } from '../remote/cloud-client.ts';
import { environmentTarget } from '../remote/environment-target.ts';
import { summaryRequest } from '../remote/summary-request.ts';

/** Milliseconds that a cloud has for its answer: somebody looks at an empty list meanwhile. */
const patience = 10_000;

/** What the screen sees of the cloud that the environment names. It reads, and changes nothing there. */
export interface CloudDirectory {
  targets(): Promise<Targets>;
  /** Throws what the cloud answers, and `not-found` where the environment names none. */
  functions(ownerId: string): Promise<CloudFunction[]>;
  deployments(ownerId: string, functionId: string): Promise<CloudDeployment[]>;
}

/** A directory over the variables that the platform was started with; the cloud is asked only when somebody looks. */
export function createCloudDirectory(
  environment: Readonly<Record<string, string | undefined>>,
  local: Organisation,
): CloudDirectory {
  let client: CloudClient | null | undefined;
  const open = (): CloudClient | null => {
    if (client === undefined) {
      const target = environmentTarget(environment);
      client = target === null ? null : createCloudClient(target);
    }
    return client;
  };
  const ask = async <Answer>(call: Parameters<CloudClient['send']>[0]): Promise<Answer> => {
    const cloud = open();
    if (cloud === null) throw new AtelierError('not-found', 'API_HOST named no cloud when Atelier started.');
    return cloud.send<Answer>(call, { patience });
  };
  // As it was written where the variables lead to no client.
  const hostOf = (): string => client?.target.host ?? environment.API_HOST ?? '';
  return {
    async targets() {
      try {
        if (open() === null) return { local, cloud: null };
        const { user, organisations } = await ask<Summary>(summaryRequest);
        const owners = [...organisations, user].map(({ id, name }) => ({ id, name: name || id }));
        // The variables are there for the command line, and may lead home.
        if (owners.some(({ id }) => id === local.id)) return { local, cloud: null };
        return { local, cloud: { host: hostOf(), organisations: owners, problem: null } };
      } catch (error) {
        const problem = toAtelierError(error).message;
        return { local, cloud: { host: hostOf(), organisations: [], problem } };
      }
    },
    async functions(ownerId) {
      const functions = await ask<CloudFunction[]>(list({ ownerId }));
      return functions.map((found) => ({ ...found, ...functionSettings(found), ownerId }));
    },
    async deployments(ownerId, functionId) {
      const deployments = await ask<Deployment[]>(listDeployments({ ownerId, functionId }));
      return deployments.map(({ id, status, platform, errorReason, url, createdAt }) => ({
        ...{ id, status, platform, createdAt },
        errorReason: errorReason ?? null,
        url: url ?? null,
      }));
    },
  };
}
