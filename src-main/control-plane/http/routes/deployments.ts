import { z } from '@hono/zod-openapi';
import { cancelDeployment } from '../../cancel-deployment.ts';
import type { ControlPlane } from '../../control-plane.ts';
import { awaitDeploymentEnd } from '../../deployment-end.ts';
import {
  createDeployment,
  deleteDeployment,
  getDeployment,
  listDeploymentSteps,
  listDeployments,
  listDeploymentsByStatus,
  updateDeployment,
} from '../../deployments.ts';
import { triggerDeployment } from '../../trigger-deployment.ts';
import { deploymentAddress, deploymentPath, deploymentsPath, functionAddress } from '../addresses.ts';
import { json, parameter, type Route } from '../api.ts';
import { preferredWait } from '../preferred-wait.ts';
import { readJson } from '../request-body.ts';
import { documented } from '../schemas.ts';
import { uploadUrl } from './uploads.ts';

const tag = 'Deployments';
const one = { 200: json(documented.Deployment, 'The deployment') };

/** The calls about deployments. */
export function deploymentRoutes(plane: ControlPlane): Route[] {
  return [...listRoutes(plane), ...labelRoutes(plane), ...progressRoutes(plane)];
}

function listRoutes(plane: ControlPlane): Route[] {
  const many = { 200: json(z.array(documented.Deployment), 'The deployments, newest first') };
  return [
    {
      method: 'get',
      path: deploymentsPath,
      operation: 'listDeployments',
      tag,
      summary: 'The deployments of a function',
      answers: many,
      refusals: [404],
      door: (c) => c.json(listDeployments(plane, functionAddress(c))),
    },
    {
      method: 'get',
      path: '/v4/functions/deployments/{status}',
      operation: 'listDeploymentsByStatus',
      tag,
      summary: 'The deployments of all functions in a status',
      parameters: { status: documented.DeploymentStatus },
      answers: many,
      refusals: [400],
      door: (c) => c.json(listDeploymentsByStatus(plane, parameter(c, 'status'))),
    },
  ];
}

function labelRoutes(plane: ControlPlane): Route[] {
  const limit = plane.limits.requestBody;
  return [
    {
      method: 'get',
      path: deploymentPath,
      operation: 'getDeployment',
      tag,
      summary: 'A deployment; with "Prefer: wait=SECONDS" once it has ended, or after so many seconds',
      headers: { prefer: z.string().optional() },
      answers: one,
      refusals: [404],
      door: async (c) => c.json(await awaitDeploymentEnd(plane, deploymentAddress(c), preferredWait(c))),
    },
    {
      method: 'put',
      path: deploymentPath,
      operation: 'updateDeployment',
      tag,
      summary: 'Replaces the labels of a deployment',
      body: json(documented.DeploymentUpdate, 'All of its labels'),
      answers: one,
      refusals: [400, 404, 413, 415],
      door: async (c) => c.json(updateDeployment(plane, deploymentAddress(c), await readJson(c.req, limit))),
    },
    {
      method: 'delete',
      path: deploymentPath,
      operation: 'deleteDeployment',
      tag,
      summary: 'Deletes a deployment; the newest READY one that remains takes its traffic',
      answers: { 204: { description: 'Deleted' } },
      refusals: [404],
      door: async (c) => {
        await deleteDeployment(plane, deploymentAddress(c));
        return c.body(null, 204);
      },
    },
  ];
}

function progressRoutes(plane: ControlPlane): Route[] {
  const limit = plane.limits.requestBody;
  const trigger = (path: string, operation: string): Route => ({
    method: 'post',
    path,
    operation,
    tag,
    summary: 'Starts packaging what was uploaded',
    answers: { 202: json(documented.Deployment, 'The deployment, under way or READY already') },
    refusals: [404, 409],
    door: (c) => c.json(triggerDeployment(plane, deploymentAddress(c)), 202),
  });
  return [
    {
      method: 'post',
      path: deploymentsPath,
      operation: 'createDeployment',
      tag,
      summary: 'Creates a deployment for an upload to come, or of an existing release',
      body: json(documented.DeploymentInput, 'A platform, or the release to deploy again'),
      answers: { 201: json(documented.CreatedDeployment, 'The deployment, with the URL to upload to') },
      refusals: [400, 404, 413, 415],
      door: async (c) => {
        const { deployment, uploadToken } = createDeployment(
          plane,
          functionAddress(c),
          await readJson(c.req, limit),
        );
        const upload = uploadToken === null ? {} : { uploadUrl: uploadUrl(c, uploadToken) };
        return c.json({ ...deployment, ...upload }, 201);
      },
    },
    trigger(`${deploymentPath}/trigger`, 'triggerDeployment'),
    trigger(deploymentPath, 'triggerDeploymentByItsAddress'),
    {
      method: 'post',
      path: `${deploymentPath}/cancel`,
      operation: 'cancelDeployment',
      tag,
      summary: 'Ends a deployment that is under way; it stays, as an ERROR that says so',
      answers: one,
      refusals: [404, 409],
      door: (c) => {
        cancelDeployment(plane, deploymentAddress(c));
        return c.json(getDeployment(plane, deploymentAddress(c)));
      },
    },
    {
      method: 'get',
      path: `${deploymentPath}/steps`,
      operation: 'listDeploymentSteps',
      tag,
      summary: 'The steps that a deployment has begun, with their logs',
      answers: { 200: json(z.array(documented.DeploymentStep), 'The steps, in their order') },
      refusals: [404],
      door: (c) => c.json(listDeploymentSteps(plane, deploymentAddress(c))),
    },
  ];
}
