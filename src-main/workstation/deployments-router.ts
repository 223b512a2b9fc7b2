import { cancelDeployment } from '../control-plane/cancel-deployment.ts';
import { createDeployment, deleteDeployment } from '../control-plane/deployments.ts';
import type { WorkstationContext } from './context.ts';
import { deployBytes } from './deploy-bytes.ts';
import { readDeployment } from './deployment-detail.ts';
import { findDeployment, findFunction } from './find-address.ts';

/** The calls about deployments. */
export function createDeploymentsRouter({ rpc, platform }: WorkstationContext) {
  const { controlPlane } = platform;
  return {
    get: rpc.deployments.get.handler(({ input }) => readDeployment(controlPlane, input.deploymentId)),
    deploy: rpc.deployments.deploy.handler(({ input }) =>
      deployBytes(controlPlane, findFunction(controlPlane, input.functionId), input.platform, input.bytes),
    ),
    deployRelease: rpc.deployments.deployRelease.handler(
      ({ input: { functionId, releaseId } }) =>
        createDeployment(controlPlane, findFunction(controlPlane, functionId), { releaseId }).deployment,
    ),
    cancel: rpc.deployments.cancel.handler(({ input }) => {
      cancelDeployment(controlPlane, findDeployment(controlPlane, input.deploymentId));
      return {};
    }),
    delete: rpc.deployments.delete.handler(async ({ input }) => {
      await deleteDeployment(controlPlane, findDeployment(controlPlane, input.deploymentId));
      await controlPlane.engine.settled();
      return {};
    }),
  };
}
