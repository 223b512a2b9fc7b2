import { z } from '@hono/zod-openapi';
import type { ControlPlane } from '../../control-plane.ts';
import { readProjectSecrets } from '../../project-secrets.ts';
import { json, parameter, type Route } from '../api.ts';

/** The call about secrets of projects: an extension of the vendor's API, for the command lines of this machine. */
export function projectSecretRoutes(plane: ControlPlane): Route[] {
  return [
    {
      method: 'get',
      path: '/v4/functions/organisations/{ownerId}/project-secrets/{folder}',
      operation: 'getProjectSecrets',
      tag: 'Functions',
      summary: 'The secrets that are kept for the project in a folder of this machine',
      answers: { 200: json(z.record(z.string(), z.string()), 'The values by their names') },
      refusals: [],
      door: (c) => c.json(readProjectSecrets(plane, parameter(c, 'ownerId'), parameter(c, 'folder'))),
    },
  ];
}
