import type { OpenAPIHono } from '@hono/zod-openapi';

/** The OpenAPI 3.1 document of every route that was added to the application. */
export function createOpenApiDocument(app: OpenAPIHono) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'The token of this platform.',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'oauth', {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description:
      'OAuth 1.0a with a PLAINTEXT signature (RFC 5849, 3.4.4): `OAuth oauth_consumer_key="…", oauth_token="…", oauth_signature="<consumer secret>%26<token secret>"`. The token and its secret are verified.',
  });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Atelier control plane',
      version: '4.0.0',
      description: 'Functions, releases and deployments of the local functions cloud.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    tags: ['Account', 'Functions', 'Deployments', 'Releases', 'Triggers'].map((name) => ({ name })),
  });
}
