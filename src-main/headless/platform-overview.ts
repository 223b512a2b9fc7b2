import { type Deployment, type DeploymentStatus, deploymentStatuses } from '../contract/deployment.ts';
import type { CloudFunction } from '../contract/function.ts';
import type { Platform } from '../platform.ts';

/** What the status page shows. */
export interface PlatformOverview {
  readonly apiUrl: string;
  readonly gatewayUrl: string;
  readonly functions: readonly FunctionOverview[];
}

export interface FunctionOverview {
  readonly id: string;
  readonly name: string | null;
  /** Of its newest deployment; null while it has none. */
  readonly status: DeploymentStatus | null;
  /** Why the newest deployment failed. */
  readonly errorReason: string | null;
}

/** Asks the control plane, through its public API, for every function and what became of its newest deployment. */
export async function readOverview(platform: Platform['access']): Promise<PlatformOverview> {
  const get = async <Answer>(path: string): Promise<Answer> => {
    const response = await fetch(`${platform.apiUrl}${path}`, {
      headers: { Authorization: `Bearer ${platform.token}` },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as Answer;
  };
  const [functions, ...byStatus] = await Promise.all([
    get<CloudFunction[]>(`/v4/functions/organisations/${platform.ownerId}/functions`),
    ...deploymentStatuses.map((status) => get<Deployment[]>(`/v4/functions/deployments/${status}`)),
  ]);
  const newest = newestByFunction(byStatus.flat());
  return {
    apiUrl: platform.apiUrl,
    gatewayUrl: platform.gatewayUrl,
    functions: functions.map(({ id, name }) => ({
      id,
      name,
      status: newest.get(id)?.status ?? null,
      errorReason: newest.get(id)?.errorReason ?? null,
    })),
  };
}

function newestByFunction(deployments: readonly Deployment[]): Map<string, Deployment> {
  const newest = new Map<string, Deployment>();
  for (const deployment of deployments) {
    const known = newest.get(deployment.functionId);
    if (known === undefined || known.createdAt < deployment.createdAt)
      newest.set(deployment.functionId, deployment);
  }
  return newest;
}
