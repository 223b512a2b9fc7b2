import type { ControlPlane } from '../../control-plane.ts';
import { deletePulsarTrigger, getPulsarTrigger, setPulsarTrigger } from '../../pulsar-triggers.ts';
import { functionAddress, functionPath } from '../addresses.ts';
import { json, type Route } from '../api.ts';
import { readJson } from '../request-body.ts';
import { documented } from '../schemas.ts';

/** The calls about a function's Pulsar trigger. */
export function pulsarTriggerRoutes(plane: ControlPlane): Route[] {
  const path = `${functionPath}/trigger-pulsar`;
  const tag = 'Triggers';
  const limit = plane.limits.requestBody;
  const answer = json(documented.PulsarTrigger, 'The trigger');
  return [
    {
      method: 'get',
      path,
      operation: 'getPulsarTrigger',
      tag,
      summary: 'The Pulsar trigger of a function',
      answers: { 200: answer },
      refusals: [404],
      door: (c) => c.json(getPulsarTrigger(plane, functionAddress(c))),
    },
    {
      method: 'post',
      path,
      operation: 'setPulsarTrigger',
      tag,
      summary: 'Sets or replaces the Pulsar trigger of a function',
      body: json(documented.PulsarTriggerInput, 'The trigger'),
      answers: { 201: answer },
      refusals: [400, 404, 413, 415],
      door: async (c) =>
        c.json(setPulsarTrigger(plane, functionAddress(c), await readJson(c.req, limit)), 201),
    },
    {
      method: 'delete',
      path,
      operation: 'deletePulsarTrigger',
      tag,
      summary: 'Takes the Pulsar trigger of a function away',
      answers: { 204: { description: 'Deleted' } },
      refusals: [404],
      door: (c) => {
        deletePulsarTrigger(plane, functionAddress(c));
        return c.body(null, 204);
      },
    },
  ];
}
