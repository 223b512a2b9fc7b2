import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { documented } from './schemas.ts';

/** One call of the API: how it is documented, and the door that it goes through. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** In OpenAPI's notation: `/functions/{functionId}`. */
  readonly path: string;
  /** Name of the call in generated clients. */
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  /** Schemas of those path parameters that are more than an identifier. */
  readonly parameters?: Readonly<Record<string, z.ZodType>>;
  /** Schemas of the headers that it understands. */
  readonly headers?: Readonly<Record<string, z.ZodType>>;
  readonly body?: RouteBody;
  readonly answers: RouteConfig['responses'];
  /** Statuses of the errors that it can answer, beside those of every call. */
  readonly refusals: readonly number[];
  /** False for the calls that need no credentials. */
  readonly secured?: boolean;
  readonly door: (context: Context) => Response | Promise<Response>;
}

type RouteBody = NonNullable<NonNullable<RouteConfig['request']>['body']>;

const refusalDescriptions: Readonly<Record<number, string>> = {
  400: 'The input was refused; the message names the field',
  401: 'Credentials are missing or wrong',
  403: 'Somebody else’s, or called from elsewhere',
  404: 'There is no such thing',
  409: 'Not in its present state; the message says in which',
  410: 'The upload URL has expired or was used',
  413: 'The body is too large',
  415: 'The body is not JSON',
  507: 'The disk is full',
};

/**
 * Adds a call to the server and to its OpenAPI document. Input is checked by the operation behind the door and not by
 * the server, so that every door checks the same.
 */
export function addRoute(app: OpenAPIHono, route: Route): void {
  const { secured = true } = route;
  const writes = route.method !== 'get';
  const refusals = [...(secured ? [401] : []), 403, ...route.refusals, ...(writes ? [507] : [])];
  app.openAPIRegistry.registerPath({
    method: route.method,
    path: route.path,
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary,
    security: secured ? [{ bearer: [] }, { oauth: [] }] : [],
    request: {
      params: parametersOf(route),
      ...(route.headers && { headers: z.object(route.headers) }),
      ...(route.body && { body: route.body }),
    },
    responses: {
      ...route.answers,
      ...Object.fromEntries(refusals.map((status) => [status, refusal(status)])),
    },
  });
  app.on(route.method.toUpperCase(), route.path.replaceAll(/\{(\w+)\}/g, ':$1'), route.door);
}

/** An answer or body of one documented JSON schema. */
export function json(schema: z.ZodType, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** A value of the path; the router gives it wherever the path has it. */
export function parameter(context: Context, name: string): string {
  return context.req.param(name) ?? '';
}

function parametersOf({ path, parameters = {} }: Route) {
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
  return z.object(Object.fromEntries(names.map((name) => [name, parameters[name] ?? z.string()])));
}

function refusal(status: number) {
  return json(documented.Error, refusalDescriptions[status] ?? 'Refused');
}
