import { OpenAPIHono } from '@hono/zod-openapi';
import { AtelierError } from '../../contract/errors.ts';
import { manifestJsonSchema } from '../../contract/manifest.ts';
import type { ControlPlane } from '../control-plane.ts';
import { addRoute, type Route } from './api.ts';
import { requireCredentials } from './authorization.ts';
import { createErrorDoor } from './error-door.ts';
import { requireLoopback } from './loopback.ts';
import { createOpenApiDocument } from './open-api-document.ts';
import { accountRoutes } from './routes/account.ts';
import { buildSettingsRoutes } from './routes/build-settings.ts';
import { deploymentRoutes } from './routes/deployments.ts';
import { egressRoutes } from './routes/egress.ts';
import { functionRoutes } from './routes/functions.ts';
import { projectSecretRoutes } from './routes/project-secrets.ts';
import { pulsarTriggerRoutes } from './routes/pulsar-triggers.ts';
import { releaseRoutes } from './routes/releases.ts';
import { uploadRoutes } from './routes/uploads.ts';

/** The version 4 HTTP API over a control plane, as a Hono application that any server can run. */
export function createControlPlaneApp(plane: ControlPlane): OpenAPIHono {
  const app = new OpenAPIHono();
  const routes = [
    ...accountRoutes(plane),
    ...functionRoutes(plane),
    ...deploymentRoutes(plane),
    ...releaseRoutes(plane),
    ...pulsarTriggerRoutes(plane),
    ...egressRoutes(plane),
    ...buildSettingsRoutes(plane),
    ...projectSecretRoutes(plane),
    ...uploadRoutes(plane),
  ];
  app.onError(createErrorDoor(plane.reportFault));
  app.notFound(({ req }) => {
    throw unknownCall(routes, req.method, req.path);
  });
  app.use(requireLoopback);
  for (const path of ['/v2/*', '/v4/*']) app.use(path, requireCredentials(plane.credentials));
  app.use(async ({ req }, next) => {
    await next();
    // What a call has changed holds from its answer on, for whoever then invokes the function at once.
    if (req.method !== 'GET') await plane.engine.settled();
  });
  for (const route of routes) addRoute(app, route);
  const document = createOpenApiDocument(app);
  app.get('/openapi.json', (c) => c.json(document));
  // For the "$schema" of manifests.
  app.get('/atelier.schema.json', (c) => c.json(manifestJsonSchema()));
  return app;
}

/** Tells a path that does not exist from one that does with other methods (RFC 9110, 15.5.6). */
function unknownCall(routes: readonly Route[], method: string, path: string): AtelierError {
  const allow = routes
    .filter((route) => new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .map((route) => route.method.toUpperCase());
  if (allow.length === 0)
    return new AtelierError('not-found', `There is nothing at ${path}. See /openapi.json.`);
  const known = allow.join(', ');
  return new AtelierError('method-not-allowed', `${path} does not know ${method}, only ${known}.`, {
    details: { allow },
  });
}
