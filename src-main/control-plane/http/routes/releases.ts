import { z } from '@hono/zod-openapi';
import type { ControlPlane } from '../../control-plane.ts';
import { getRelease, listReleases } from '../../releases.ts';
import { functionAddress, functionPath, releaseAddress } from '../addresses.ts';
import { json, parameter, type Route } from '../api.ts';
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
    {
      method: 'get',
      path: `${functionPath}/releases/{releaseId}/report`,
      operation: 'getReleaseReport',
      tag,
      summary:
        'What a release consists of: code by size, imports and what they are for, capabilities, images',
      answers: { 200: json(documented.ReleaseReport, 'The report') },
      refusals: [404, 409],
      door: async (c) => c.json(await plane.reports.report(getRelease(plane, releaseAddress(c)))),
    },
    {
      method: 'get',
      path: `${functionPath}/releases/{releaseId}/diff/{beforeId}`,
      operation: 'getReleaseDiff',
      tag,
      summary: 'What a release changed against another one of the function',
      answers: { 200: json(documented.ReleaseDiff, 'The difference') },
      refusals: [404, 409],
      door: async (c) => {
        const after = releaseAddress(c);
        const before = { ...after, releaseId: parameter(c, 'beforeId') };
        return c.json(await plane.reports.diff(getRelease(plane, before), getRelease(plane, after)));
      },
    },
  ];
}
