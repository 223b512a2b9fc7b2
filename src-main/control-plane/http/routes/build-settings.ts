import { getBuildSettings, setBuildSettings } from '../../build-settings.ts';
import type { ControlPlane } from '../../control-plane.ts';
import { functionAddress, functionPath } from '../addresses.ts';
import { json, type Route } from '../api.ts';
import { readJson } from '../request-body.ts';
import { documented } from '../schemas.ts';

/** The calls about how a function is built: an extension of the vendor's API. */
export function buildSettingsRoutes(plane: ControlPlane): Route[] {
  const path = `${functionPath}/build`;
  const tag = 'Functions';
  const answer = json(documented.BuildSettings, 'The settings');
  return [
    {
      method: 'get',
      path,
      operation: 'getBuildSettings',
      tag,
      summary: 'How a function is optimised and stripped',
      answers: { 200: answer },
      refusals: [404],
      door: (c) => c.json(getBuildSettings(plane, functionAddress(c))),
    },
    {
      method: 'put',
      path,
      operation: 'setBuildSettings',
      tag,
      summary: 'Says how a function is optimised and stripped',
      body: json(documented.BuildSettings, 'The settings; what is left out goes back to its default'),
      answers: { 200: answer },
      refusals: [400, 404, 413, 415],
      door: async (c) =>
        c.json(setBuildSettings(plane, functionAddress(c), await readJson(c.req, plane.limits.requestBody))),
    },
  ];
}
