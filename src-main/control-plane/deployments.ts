import { z } from 'zod';
import {
  type Deployment,
  type DeploymentInput,
  type DeploymentStep,
  deploymentInputSchema,
  deploymentStatusSchema,
  deploymentUpdateSchema,
} from '../contract/deployment.ts';
import { AtelierError } from '../contract/errors.ts';
import type { ControlPlaneContext } from './context.ts';
import { type FunctionAddress, getFunction } from './functions.ts';
import { createIdentifier } from './identifiers.ts';
import { parseInput } from './parse-input.ts';
import { getRelease } from './releases.ts';
import { createUpload } from './uploads.ts';

/** How the wire addresses a deployment. */
export interface DeploymentAddress extends FunctionAddress {
  readonly deploymentId: string;
}

/** The deployments of a function, newest first. Throws `forbidden`, `not-found`. */
export function listDeployments(context: ControlPlaneContext, address: FunctionAddress): Deployment[] {
  const { id } = getFunction(context, address);
  return context.store.deployments.listOfFunction(id).map((stored) => presentDeployment(context, stored));
}

/** The deployments of all functions in a status, newest first. Throws `invalid-input` for a status there is not. */
export function listDeploymentsByStatus(context: ControlPlaneContext, status: string): Deployment[] {
  const known = parseInput(z.object({ status: deploymentStatusSchema }), { status });
  return context.store.deployments
    .listByStatus(known.status)
    .map((stored) => presentDeployment(context, stored));
}

/** The deployment at an address. Throws `forbidden`, or `not-found` where the function has no such deployment. */
export function getDeployment(context: ControlPlaneContext, address: DeploymentAddress): Deployment {
  const { id } = getFunction(context, address);
  const found = context.store.deployments.find(address.deploymentId);
  if (found?.functionId === id) return presentDeployment(context, found);
  throw new AtelierError('not-found', `There is no deployment ${address.deploymentId} of function ${id}.`);
}

/** The steps that a deployment has begun, in their order, with their logs. Throws `forbidden`, `not-found`. */
export function listDeploymentSteps(
  context: ControlPlaneContext,
  address: DeploymentAddress,
): DeploymentStep[] {
  return context.store.deploymentSteps.list(getDeployment(context, address).id);
}

/** A new deployment, and the token of its pre-signed upload; null where an existing release is deployed. */
export interface DeploymentCreation {
  readonly deployment: Deployment;
  readonly uploadToken: string | null;
}

/**
 * Makes a deployment from a `DeploymentInput`: one that waits for an upload, or one of an existing release, which
 * needs neither upload nor trigger and is packaged at once. Throws `forbidden`, `not-found`, `invalid-input`.
 */
export function createDeployment(
  context: ControlPlaneContext,
  address: FunctionAddress,
  input: unknown,
): DeploymentCreation {
  const { id } = getFunction(context, address);
  const request = parseInput(deploymentInputSchema, input);
  return 'platform' in request
    ? awaitUpload(
        context,
        deploymentFrom(context, id, request, { platform: request.platform, releaseId: null }),
      )
    : deployRelease(context, { ...address, functionId: id }, request);
}

function awaitUpload(context: ControlPlaneContext, deployment: Deployment): DeploymentCreation {
  return context.store.transaction(() => {
    context.store.deployments.insert(deployment);
    context.functionFeed.publish(deployment.functionId);
    return { deployment, uploadToken: createUpload(context, deployment.id) };
  });
}

function deployRelease(
  context: ControlPlaneContext,
  address: FunctionAddress,
  request: DeploymentInput & { releaseId: string },
): DeploymentCreation {
  const { id: releaseId, platform } = getRelease(context, { ...address, releaseId: request.releaseId });
  const waiting = deploymentFrom(context, address.functionId, request, { platform, releaseId });
  context.store.transaction(() => {
    context.store.deployments.insert(waiting);
    context.journal.startStep(waiting, 'upload');
    context.journal.endStep(waiting, 'upload', 'skipped');
    context.journal.setStatus(waiting, { status: 'PACKAGING' });
  });
  context.pipeline.start(waiting.id);
  return { deployment: getDeployment(context, { ...address, deploymentId: waiting.id }), uploadToken: null };
}

function deploymentFrom(
  { now }: ControlPlaneContext,
  functionId: string,
  { name, description, tag }: DeploymentInput,
  { platform, releaseId }: Pick<Deployment, 'platform' | 'releaseId'>,
): Deployment {
  const createdAt = now().toISOString();
  return {
    id: createIdentifier('deployment'),
    functionId,
    name: name ?? null,
    description: description ?? null,
    tag: tag ?? null,
    platform,
    status: 'WAITING_FOR_UPLOAD',
    errorReason: null,
    url: null,
    createdAt,
    updatedAt: createdAt,
    releaseId,
    diagnostics: [],
  };
}

/** Replaces a deployment's labels by a `DeploymentUpdate`. Throws `forbidden`, `not-found`, `invalid-input`. */
export function updateDeployment(
  context: ControlPlaneContext,
  address: DeploymentAddress,
  input: unknown,
): Deployment {
  const { id, functionId } = getDeployment(context, address);
  context.store.deployments.update(
    id,
    parseInput(deploymentUpdateSchema, input),
    context.now().toISOString(),
  );
  context.functionFeed.publish(functionId);
  return getDeployment(context, address);
}

/**
 * Deletes a deployment, ending its work where it is under way. When it has the function's traffic, the newest READY
 * deployment that remains takes over, or none. Throws `forbidden`, `not-found`.
 */
export async function deleteDeployment(
  context: ControlPlaneContext,
  address: DeploymentAddress,
): Promise<void> {
  const { store, pipeline, traffic, functionFeed } = context;
  const deployment = getDeployment(context, address);
  const hadTraffic = store.functions.activeDeploymentId(deployment.functionId) === deployment.id;
  pipeline.cancel(deployment.id);
  store.transaction(() => {
    traffic.moveAway(deployment);
    store.deployments.delete(deployment.id);
  });
  functionFeed.publish(deployment.functionId);
  if (hadTraffic) await traffic.restore(deployment.functionId);
}

/** A stored deployment as callers see it: with its invocation URL, which after the next start may be another. */
export function presentDeployment(
  { engine }: Pick<ControlPlaneContext, 'engine'>,
  stored: Deployment,
): Deployment {
  return stored.status === 'READY' ? { ...stored, url: `${engine.gatewayUrl}/${stored.functionId}` } : stored;
}
