import { cancelledReason } from '../contract/deployment.ts';
import { AtelierError } from '../contract/errors.ts';
import type { ControlPlaneContext } from './context.ts';
import { type DeploymentAddress, getDeployment } from './deployments.ts';

/**
 * Ends a deployment in whatever step it is. It stays, as an ERROR that says so, with its logs; what served the function
 * serves it on. Throws `forbidden`, `not-found`, or `conflict` where it has ended already.
 */
export function cancelDeployment(context: ControlPlaneContext, address: DeploymentAddress): void {
  const { store, pipeline, journal } = context;
  const deployment = getDeployment(context, address);
  if (deployment.status === 'READY' || deployment.status === 'ERROR')
    throw new AtelierError(
      'conflict',
      `Deployment ${deployment.id} has ended already: ${deployment.status}.`,
    );
  pipeline.cancel(deployment.id);
  store.transaction(() => {
    const running = store.deploymentSteps.list(deployment.id).find(({ state }) => state === 'running');
    if (running !== undefined) {
      journal.log(deployment, running.name, `${cancelledReason}\n`);
      journal.endStep(deployment, running.name, 'failed');
    }
    journal.setStatus(deployment, { status: 'ERROR', errorReason: cancelledReason });
  });
}
