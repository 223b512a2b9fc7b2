import type { WorkstationContext } from './context.ts';

/** The calls about the cloud that the environment names. */
export function createCloudRouter({ rpc, cloud }: WorkstationContext) {
  return {
    targets: rpc.cloud.targets.handler(() => cloud.targets()),
    functions: rpc.cloud.functions.handler(({ input }) => cloud.functions(input.ownerId)),
    deployments: rpc.cloud.deployments.handler(({ input }) =>
      cloud.deployments(input.ownerId, input.functionId),
    ),
  };
}
