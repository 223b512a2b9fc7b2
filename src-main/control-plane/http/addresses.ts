import type { Context } from 'hono';
import type { DeploymentAddress } from '../deployments.ts';
import type { FunctionAddress } from '../functions.ts';
import type { ReleaseAddress } from '../releases.ts';
import { parameter } from './api.ts';

export const functionsPath = '/v4/functions/organisations/{ownerId}/functions';
export const functionPath = `${functionsPath}/{functionId}`;
export const deploymentsPath = `${functionPath}/deployments`;
export const deploymentPath = `${deploymentsPath}/{deploymentId}`;

/** The function that a call's path names. */
export function functionAddress(context: Context): FunctionAddress {
  return { ownerId: parameter(context, 'ownerId'), functionId: parameter(context, 'functionId') };
}

/** The deployment that a call's path names. */
export function deploymentAddress(context: Context): DeploymentAddress {
  return { ...functionAddress(context), deploymentId: parameter(context, 'deploymentId') };
}

/** The release that a call's path names. */
export function releaseAddress(context: Context): ReleaseAddress {
  return { ...functionAddress(context), releaseId: parameter(context, 'releaseId') };
}
