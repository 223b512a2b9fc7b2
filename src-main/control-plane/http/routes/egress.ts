import type { ControlPlane } from '../../control-plane.ts';
import { getEgress, setEgress } from '../../egress.ts';
import { functionAddress, functionPath } from '../addresses.ts';
import { json, type Route } from '../api.ts';
import { readJson } from '../request-body.ts';
import { documented } from '../schemas.ts';

/** The calls about where a function may connect to: an extension of the vendor's API. */
export function egressRoutes(plane: ControlPlane): Route[] {
  const path = `${functionPath}/egress`;
  const tag = 'Functions';
  const answer = json(documented.Egress, 'The policy');
  return [
    {
      method: 'get',
      path,
      operation: 'getEgress',
      tag,
      summary: 'Where a function may connect to',
      answers: { 200: answer },
      refusals: [404],
      door: (c) => c.json(getEgress(plane, functionAddress(c))),
    },
    {
      method: 'put',
      path,
      operation: 'setEgress',
      tag,
      summary: 'Says where a function may connect to',
      body: json(documented.Egress, 'The policy'),
      answers: { 200: answer },
      refusals: [400, 404, 413, 415],
      door: async (c) =>
        c.json(setEgress(plane, functionAddress(c), await readJson(c.req, plane.limits.requestBody))),
    },
  ];
}
