import { AtelierError } from '../contract/errors.ts';
import type { Release } from '../contract/release.ts';
import type { ControlPlane } from '../control-plane/control-plane.ts';
import type { DeploymentAddress } from '../control-plane/deployments.ts';
import type { FunctionAddress } from '../control-plane/functions.ts';

/** The address of a function by its id alone, which is all that the screen knows. Throws `not-found`. */
export function findFunction({ store }: ControlPlane, functionId: string): FunctionAddress {
  const found = store.functions.find(functionId);
  if (found !== undefined) return { ownerId: found.ownerId, functionId };
  throw new AtelierError('not-found', `There is no function ${functionId}. It may have been deleted.`);
}

/** The address of a deployment by its id alone. Throws `not-found`. */
export function findDeployment(controlPlane: ControlPlane, deploymentId: string): DeploymentAddress {
  const found = controlPlane.store.deployments.find(deploymentId);
  if (found !== undefined) return { ...findFunction(controlPlane, found.functionId), deploymentId };
  throw new AtelierError('not-found', `There is no deployment ${deploymentId}. It may have been deleted.`);
}

/** A release by its id alone. Throws `not-found`. */
export function findRelease({ store }: ControlPlane, releaseId: string): Release {
  const found = store.releases.find(releaseId);
  if (found !== undefined) return found;
  throw new AtelierError(
    'not-found',
    `There is no release ${releaseId}. Its function may have been deleted.`,
  );
}
