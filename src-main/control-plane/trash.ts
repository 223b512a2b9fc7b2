import { AtelierError } from '../contract/errors.ts';
import type { CloudFunction } from '../contract/function.ts';
import type { Store } from '../store/open-store.ts';
import type { DeletedFunction } from '../store/trash.ts';
import type { ControlPlaneContext } from './context.ts';
import { deleteFunction, type FunctionAddress, getFunction } from './functions.ts';
import { createIdentifier } from './identifiers.ts';

/** Milliseconds for which a deleted function can be brought back. */
const trashLifetime = 600_000;

/**
 * Deletes a function like `deleteFunction`, and gives a token with which `restoreFunction` brings all of it back for
 * ten minutes. Throws `forbidden`, `not-found`.
 */
export function trashFunction(context: ControlPlaneContext, address: FunctionAddress): string {
  const { store, now } = context;
  const { id } = getFunction(context, address);
  const token = createIdentifier('undo');
  emptyTrash(context);
  store.transaction(() => {
    store.trash.put(token, now().toISOString(), readFunction(store, id));
    deleteFunction(context, address);
  });
  return token;
}

/**
 * Brings a deleted function back as it was, under the same identifiers: it serves again when this resolves, and what
 * was under way goes on. Throws `gone` where the token was used or its ten minutes are over.
 */
export async function restoreFunction(context: ControlPlaneContext, token: string): Promise<CloudFunction> {
  const { store, traffic, pipeline, functionFeed } = context;
  emptyTrash(context);
  const content = store.transaction(() => {
    const taken = store.trash.take(token);
    if (taken !== undefined) writeFunction(store, taken);
    return taken;
  });
  if (content === undefined)
    throw new AtelierError('gone', 'This function can’t be brought back any more: ten minutes have passed.');
  functionFeed.publish(content.function.id);
  for (const { id, status } of content.deployments)
    if (status === 'PACKAGING' || status === 'DEPLOYING') pipeline.start(id);
  await traffic.restore(content.function.id);
  return content.function;
}

/** Forgets the functions whose time in the trash is over. */
export function emptyTrash({ store, now }: ControlPlaneContext): void {
  store.trash.deleteBefore(new Date(now().getTime() - trashLifetime).toISOString());
}

function readFunction(store: Store, id: string): DeletedFunction {
  const deployments = store.deployments.listOfFunction(id).reverse();
  return {
    function: store.functions.find(id)!,
    activeDeploymentId: store.functions.activeDeploymentId(id),
    releases: store.releases.listOfFunction(id).reverse(),
    deployments,
    steps: Object.fromEntries(
      deployments.map((deployment) => [deployment.id, store.deploymentSteps.list(deployment.id)]),
    ),
    uploads: deployments.flatMap((deployment) => store.uploads.ofDeployment(deployment.id) ?? []),
    pulsarTrigger: store.pulsarTriggers.find(id) ?? null,
    egress: store.egressPolicies.find(id),
    build: store.buildSettings.find(id),
  };
}

function writeFunction(store: Store, content: DeletedFunction): void {
  const { id } = content.function;
  store.functions.insert(content.function);
  for (const release of content.releases) store.releases.insert(release);
  for (const deployment of content.deployments) {
    store.deployments.insert(deployment);
    writeSteps(store, deployment.id, content.steps[deployment.id] ?? []);
  }
  for (const { claimedAt, ...upload } of content.uploads) {
    store.uploads.insert(upload);
    if (claimedAt !== null) store.uploads.claim(upload.id, claimedAt);
  }
  store.functions.setActiveDeployment(id, content.activeDeploymentId);
  if (content.egress !== undefined) store.egressPolicies.put(id, content.egress);
  if (content.build !== undefined) store.buildSettings.put(id, content.build);
  if (content.pulsarTrigger !== null) store.pulsarTriggers.put(id, content.pulsarTrigger);
}

function writeSteps(
  { deploymentSteps }: Store,
  deploymentId: string,
  steps: NonNullable<DeletedFunction['steps'][string]>,
): void {
  for (const { name, state, startedAt, endedAt, log } of steps) {
    deploymentSteps.start(deploymentId, name, startedAt);
    deploymentSteps.appendLog(deploymentId, name, log);
    if (state !== 'running') deploymentSteps.end(deploymentId, name, state, endedAt ?? startedAt);
  }
}
