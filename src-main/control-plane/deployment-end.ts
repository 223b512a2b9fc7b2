import type { Deployment } from '../contract/deployment.ts';
import type { ControlPlaneContext } from './context.ts';
import { type DeploymentAddress, getDeployment } from './deployments.ts';

/**
 * The deployment at an address once it is READY or an ERROR; as it is then where the signal is aborted before. Throws
 * `forbidden`, or `not-found` where the function has no such deployment, or has none any more.
 */
export async function awaitDeploymentEnd(
  context: ControlPlaneContext,
  address: DeploymentAddress,
  signal: AbortSignal,
): Promise<Deployment> {
  for (;;) {
    const deployment = getDeployment(context, address);
    const { status } = deployment;
    if (status === 'READY' || status === 'ERROR' || signal.aborted) return deployment;
    await nextChange(context, deployment, signal);
  }
}

/** Resolves behind the next change of the deployment's status, a change of its function, or the signal. */
async function nextChange(
  { journal, functionFeed }: ControlPlaneContext,
  { id, functionId }: Deployment,
  signal: AbortSignal,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const subscriptions = [
    journal.subscribe((event) => {
      if (event.kind === 'status' && event.deploymentId === id) resolve();
    }),
    functionFeed.subscribe((changed) => {
      if (changed === functionId) resolve();
    }),
  ];
  const onAbort = () => resolve();
  signal.addEventListener('abort', onAbort);
  await promise;
  signal.removeEventListener('abort', onAbort);
  for (const unsubscribe of subscriptions) unsubscribe();
}
