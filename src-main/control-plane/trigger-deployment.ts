import { assertNever } from '../contract/assert-never.ts';
import type { Deployment } from '../contract/deployment.ts';
import { AtelierError } from '../contract/errors.ts';
import type { ControlPlaneContext } from './context.ts';
import { type DeploymentAddress, getDeployment } from './deployments.ts';

/**
 * Starts packaging what was uploaded. Triggering again what is under way or READY changes nothing.
 * Throws `forbidden`, `not-found`, or `conflict` where nothing was uploaded yet or the deployment has failed.
 */
export function triggerDeployment(context: ControlPlaneContext, address: DeploymentAddress): Deployment {
  const deployment = getDeployment(context, address);
  switch (deployment.status) {
    case 'WAITING_FOR_UPLOAD':
      return startPackaging(context, address, deployment);
    case 'PACKAGING':
    case 'DEPLOYING':
    case 'READY':
      return deployment;
    case 'ERROR':
      throw new AtelierError(
        'conflict',
        `Deployment ${deployment.id} has failed: ${reasonOf(deployment)}. Make a new deployment${sameCode(deployment)}.`,
      );
    default:
      return assertNever(deployment.status);
  }
}

function startPackaging(
  context: ControlPlaneContext,
  address: DeploymentAddress,
  deployment: Deployment,
): Deployment {
  if (deployment.releaseId === null)
    throw new AtelierError(
      'conflict',
      `Nothing was uploaded for deployment ${deployment.id} yet. PUT the code to its uploadUrl, then trigger it.`,
    );
  context.journal.setStatus(deployment, { status: 'PACKAGING' });
  context.pipeline.start(deployment.id);
  return getDeployment(context, address);
}

/** Compilers end as they like, and our own reasons with a full stop. */
function reasonOf({ errorReason }: Deployment): string {
  return (errorReason ?? 'nobody knows why').replace(/[.\s]+$/, '');
}

/** Nothing, where it failed before anything was uploaded. */
function sameCode({ releaseId }: Deployment): string {
  return releaseId === null ? '' : `, with {"releaseId": "${releaseId}"} to try the same code again`;
}
