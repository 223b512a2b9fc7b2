import type { Deployment, DeploymentStatus } from '../../src-main/contract/deployment.ts';
import type { ControlPlane } from '../../src-main/control-plane/control-plane.ts';
import { createDeployment, type DeploymentAddress } from '../../src-main/control-plane/deployments.ts';
import type { FunctionAddress } from '../../src-main/control-plane/functions.ts';
import { triggerDeployment } from '../../src-main/control-plane/trigger-deployment.ts';
import { receiveUpload } from '../../src-main/control-plane/uploads.ts';

/** A body as a client would send it, in two pieces. */
export async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const middle = Math.ceil(bytes.length / 2);
  yield bytes.subarray(0, middle);
  if (middle < bytes.length) yield bytes.subarray(middle);
}

/** Creates a deployment and uploads source for it, without triggering it. */
export async function upload(
  plane: ControlPlane,
  address: FunctionAddress,
  source = 'print(1)',
): Promise<DeploymentAddress> {
  const { deployment, uploadToken } = createDeployment(plane, address, { platform: 'JAVA_SCRIPT' });
  await receiveUpload(plane, uploadToken!, { bytes: bytesOf(source), announcedSize: null });
  return { ...address, deploymentId: deployment.id };
}

/** Creates, uploads and triggers; what follows goes on behind. */
export async function begin(
  plane: ControlPlane,
  address: FunctionAddress,
  source?: string,
): Promise<DeploymentAddress> {
  const deployment = await upload(plane, address, source);
  triggerDeployment(plane, deployment);
  return deployment;
}

/** Creates, uploads, triggers, and waits for the outcome. */
export async function deploy(
  plane: ControlPlane,
  address: FunctionAddress,
  source?: string,
): Promise<DeploymentAddress> {
  const deployment = await begin(plane, address, source);
  await outcome(plane, deployment.deploymentId);
  return deployment;
}

/** The deployment once it is READY or an ERROR. */
export function outcome(plane: ControlPlane, deploymentId: string): Promise<Deployment> {
  return reached(plane, deploymentId, ['READY', 'ERROR']);
}

/** The deployment once it is in one of the statuses. */
export function reached(
  plane: ControlPlane,
  deploymentId: string,
  statuses: readonly DeploymentStatus[],
): Promise<Deployment> {
  const { promise, resolve } = Promise.withResolvers<Deployment>();
  const look = () => {
    const deployment = plane.store.deployments.find(deploymentId);
    if (deployment !== undefined && statuses.includes(deployment.status)) resolve(deployment);
  };
  const unsubscribe = plane.subscribe((event) => event.deploymentId === deploymentId && look());
  look();
  return promise.finally(unsubscribe);
}
