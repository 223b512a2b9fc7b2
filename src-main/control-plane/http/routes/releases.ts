import { z } from '@hono/zod-openapi';
import type { ControlPlane } from '../../control-plane.ts';
import { getRelease, listReleases } from '../../releases.ts';
import { functionAddress, functionPath, releaseAddress } from '../addresses.ts';
import { json, type Route } from '../api.ts';
import { documented } from '../schemas.ts';

/** The calls about releases. */
export function releaseRoutes(plane: ControlPlane): Route[] {
  const tag = 'Releases';
  return [
    {
      method: 'get',
      path: `${functionPath}/releases`,
      operation: 'listReleases',
      tag,
      summary: 'The releases of a function',
      answers: { 200: json(z.array(documented.Release), 'The releases, newest first') },
      refusals: [404],
      door: (c) => c.json(listReleases(plane, functionAddress(c))),
    },
    {
      method: 'get',
      path: `${functionPath}/releases/{releaseId}`,
      operation: 'getRelease',
      tag,
      summary: 'A release',
      answers: { 200: json(documented.Release, 'The release') },
      refusals: [404],
      door: (c) => c.json(getRelease(plane, releaseAddress(c))),
    },
  ];
}
