import { z } from '@hono/zod-openapi';
import type { ControlPlane } from '../../control-plane.ts';
import {
  createFunction,
  deleteFunction,
  getFunction,
  listFunctions,
  replaceFunction,
} from '../../functions.ts';
import { functionAddress, functionPath, functionsPath } from '../addresses.ts';
import { json, parameter, type Route } from '../api.ts';
import { readJson } from '../request-body.ts';
import { documented } from '../schemas.ts';

const tag = 'Functions';

/** The calls about functions. */
export function functionRoutes(plane: ControlPlane): Route[] {
  const limit = plane.limits.requestBody;
  return [
    {
      method: 'get',
      path: functionsPath,
      operation: 'listFunctions',
      tag,
      summary: 'The functions of an organisation',
      answers: { 200: json(z.array(documented.Function), 'The functions, oldest first') },
      refusals: [],
      door: (c) => c.json(listFunctions(plane, parameter(c, 'ownerId'))),
    },
    {
      method: 'post',
      path: functionsPath,
      operation: 'createFunction',
      tag,
      summary: 'Creates a function',
      body: json(documented.FunctionInput, 'Its settings; all have defaults'),
      answers: { 201: json(documented.Function, 'The function') },
      refusals: [400, 413, 415],
      door: async (c) =>
        c.json(createFunction(plane, parameter(c, 'ownerId'), await readJson(c.req, limit)), 201),
    },
    {
      method: 'get',
      path: functionPath,
      operation: 'getFunction',
      tag,
      summary: 'A function',
      answers: { 200: json(documented.Function, 'The function') },
      refusals: [404],
      door: (c) => c.json(getFunction(plane, functionAddress(c))),
    },
    {
      method: 'put',
      path: functionPath,
      operation: 'replaceFunction',
      tag,
      summary: 'Replaces the settings of a function, in force from the next invocation',
      body: json(documented.FunctionInput, 'All of its settings; what is left out goes back to its default'),
      answers: { 200: json(documented.Function, 'The function') },
      refusals: [400, 404, 413, 415],
      door: async (c) => c.json(replaceFunction(plane, functionAddress(c), await readJson(c.req, limit))),
    },
    {
      method: 'delete',
      path: functionPath,
      operation: 'deleteFunction',
      tag,
      summary: 'Deletes a function with its deployments and releases',
      answers: { 204: { description: 'Deleted' } },
      refusals: [404],
      door: (c) => {
        deleteFunction(plane, functionAddress(c));
        return c.body(null, 204);
      },
    },
  ];
}
