import { deleteDeployment, listDeployments } from '@clevercloud/client/esm/api/v4/function.js';
import type { Deployment } from '../../contract/deployment.ts';
import { functionIdAnd, oneFunctionId } from './arguments.ts';
import type { FunctionsCommand } from './command.ts';
import { formatTime, printJson, printTable } from './print.ts';

/** `clever functions deploy list <function_id>` */
export const listDeploymentsCommand: FunctionsCommand = {
  spellings: [['deploy', 'list'], ['list-deployments'], ['deployments']],
  parameters: '<function_id>',
  summary: 'List the deployments of a function, newest first',
  options: [],
  async run({ words, client, ownerId, io, json, usage }) {
    const functionId = oneFunctionId(words, usage);
    const deployments = await client.send<Deployment[]>(listDeployments({ ownerId, functionId }));
    if (json) printJson(io.stdout, deployments);
    else if (deployments.length === 0)
      io.stdout.write(
        `No deployment yet. Make one with: clever functions deploy <source_file> ${functionId}\n`,
      );
    else
      printTable(
        io.stdout,
        ['ID', 'PLATFORM', 'STATUS', 'CREATED (UTC)'],
        deployments.map((item) => [item.id, item.platform, item.status, formatTime(item.createdAt)]),
      );
    return 0;
  },
};

/** `clever functions deploy delete <function_id> <deployment_id>` */
export const deleteDeploymentCommand: FunctionsCommand = {
  spellings: [['deploy', 'delete'], ['delete-deployment']],
  parameters: '<function_id> <deployment_id>',
  summary: 'Delete a deployment and keep the function',
  options: [],
  async run({ words, client, ownerId, io, json, usage }) {
    const { functionId, other: deploymentId } = functionIdAnd(words, usage, 'id first');
    await client.send(deleteDeployment({ ownerId, functionId, deploymentId }));
    if (json) printJson(io.stdout, { id: deploymentId, deleted: true });
    else io.stdout.write(`Deleted ${deploymentId}.\n`);
    return 0;
  },
};
