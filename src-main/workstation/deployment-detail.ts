import type { DeploymentDetail } from '../contract/rpc/functions.ts';
import type { ControlPlane } from '../control-plane/control-plane.ts';
import { getDeployment, listDeploymentSteps } from '../control-plane/deployments.ts';
import { findDeployment } from './find-address.ts';
import { toDeploymentRow } from './function-summaries.ts';

/** A deployment with its steps, their logs, and what its compiler complained of. Throws `not-found`. */
export function readDeployment(controlPlane: ControlPlane, deploymentId: string): DeploymentDetail {
  const { store } = controlPlane;
  const address = findDeployment(controlPlane, deploymentId);
  const deployment = getDeployment(controlPlane, address);
  const release = deployment.releaseId === null ? undefined : store.releases.find(deployment.releaseId);
  const numbers = new Map(release === undefined ? [] : [[release.id, release.number] as const]);
  return {
    ...toDeploymentRow(deployment, numbers, store.functionStates.find(deployment.functionId)),
    steps: listDeploymentSteps(controlPlane, address),
  };
}
