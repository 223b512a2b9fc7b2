import { getOrganisation, getSelf, getSummary } from '../../account.ts';
import type { ControlPlane } from '../../control-plane.ts';
import { json, parameter, type Route } from '../api.ts';
import { documented } from '../schemas.ts';

/** The calls about the user and their organisations. */
export function accountRoutes(plane: ControlPlane): Route[] {
  const tag = 'Account';
  return [
    {
      method: 'get',
      path: '/v2/self',
      operation: 'getSelf',
      tag,
      summary: 'The local user',
      answers: { 200: json(documented.Self, 'The user') },
      refusals: [],
      door: (c) => c.json(getSelf(plane)),
    },
    {
      method: 'get',
      path: '/v2/summary',
      operation: 'getSummary',
      tag,
      summary: 'The user and their organisations',
      answers: { 200: json(documented.Summary, 'The summary') },
      refusals: [],
      door: (c) => c.json(getSummary(plane)),
    },
    {
      method: 'get',
      path: '/v2/organisations/{ownerId}',
      operation: 'getOrganisation',
      tag,
      summary: 'An organisation',
      answers: { 200: json(documented.Organisation, 'The organisation') },
      refusals: [],
      door: (c) => c.json(getOrganisation(plane, parameter(c, 'ownerId'))),
    },
  ];
}
