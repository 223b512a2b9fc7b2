import { describe, expect, test } from 'vitest';
import { createControlPlaneApp } from '../../../../src-main/control-plane/http/app.ts';
import { openControlPlane } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

interface Operation {
  readonly operationId: string;
  readonly security: unknown[];
  readonly parameters?: { name: string; in: string; required: boolean }[];
  readonly requestBody?: unknown;
  readonly responses: Record<string, { description: string }>;
}

interface Document extends Record<string, unknown> {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly securitySchemes: Record<string, unknown> };
}

async function readDocument() {
  await using harness = openControlPlane(temporaryFolder());
  const app = createControlPlaneApp(harness.plane);
  const response = await app.request('/openapi.json');
  const document = (await response.json()) as Document;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      call: `${method.toUpperCase()} ${path}`,
      path,
      ...operation,
    })),
  );
  return { document, operations, routes: app.routes };
}

/** Every value of a property of this name, anywhere in the document. */
function valuesOf(node: unknown, name: string): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === name ? [value] : valuesOf(value, name)));
}

const organisation = '/v4/functions/organisations/{ownerId}/functions';
const calls = [
  'GET /v2/self',
  'GET /v2/summary',
  'GET /v2/organisations/{ownerId}',
  `GET ${organisation}`,
  `POST ${organisation}`,
  ...['GET', 'PUT', 'DELETE'].map((method) => `${method} ${organisation}/{functionId}`),
  ...['GET', 'POST'].map((method) => `${method} ${organisation}/{functionId}/deployments`),
  ...['GET', 'PUT', 'POST', 'DELETE'].map(
    (method) => `${method} ${organisation}/{functionId}/deployments/{deploymentId}`,
  ),
  `POST ${organisation}/{functionId}/deployments/{deploymentId}/trigger`,
  `POST ${organisation}/{functionId}/deployments/{deploymentId}/cancel`,
  `GET ${organisation}/{functionId}/deployments/{deploymentId}/steps`,
  'GET /v4/functions/deployments/{status}',
  ...['GET', 'POST', 'DELETE'].map((method) => `${method} ${organisation}/{functionId}/trigger-pulsar`),
  ...['GET', 'PUT'].map((method) => `${method} ${organisation}/{functionId}/egress`),
  ...['GET', 'PUT'].map((method) => `${method} ${organisation}/{functionId}/build`),
  'GET /v4/functions/organisations/{ownerId}/project-secrets/{folder}',
  `GET ${organisation}/{functionId}/releases`,
  `GET ${organisation}/{functionId}/releases/{releaseId}`,
  `GET ${organisation}/{functionId}/releases/{releaseId}/report`,
  `GET ${organisation}/{functionId}/releases/{releaseId}/diff/{beforeId}`,
  'PUT /uploads/{token}',
];

/** What describes calls and files is no call of the contract. */
const schemas = ['/openapi.json', '/atelier.schema.json'];

describe('the OpenAPI document', () => {
  test('has every call of the contract, and nothing that the server does not serve', async () => {
    const { operations, routes } = await readDocument();
    expect(operations.map(({ call }) => call).sort()).toEqual(calls.toSorted());
    const served = routes
      .filter(({ method, path }) => method !== 'ALL' && !schemas.includes(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(served.sort()).toEqual(calls.toSorted());
  });

  test('is OpenAPI 3.1 whose references all lead somewhere', async () => {
    const { document } = await readDocument();
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: expect.any(String), version: expect.any(String) },
    });
    const references = valuesOf(document, '$ref').map(String);
    expect(references.length).toBeGreaterThan(50);
    for (const reference of references) {
      const keys = reference.replace('#/', '').split('/');
      expect(document, reference).toHaveProperty(keys);
    }
  });

  test('says of every call its name, parameters, answers, errors and credentials', async () => {
    const { document, operations } = await readDocument();
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { call, path, parameters = [], responses, security, requestBody } of operations) {
      const names = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
      const inPath = parameters.filter((parameter) => parameter.in === 'path');
      expect(
        inPath.map(({ name }) => name),
        call,
      ).toEqual(names);
      expect(inPath.every(({ required }) => required)).toBe(true);
      expect(
        Object.keys(responses).some((status) => status.startsWith('2')),
        call,
      ).toBe(true);
      expect(
        Object.values(responses).every(({ description }) => description !== ''),
        call,
      ).toBe(true);
      expect(security, call).toEqual(path.startsWith('/uploads') ? [] : [{ bearer: [] }, { oauth: [] }]);
      expect('401' in responses, call).toBe(security.length > 0);
      expect('400' in responses, call).toBe(requestBody !== undefined || path.includes('{status}'));
    }
    expect(Object.keys(document.components.securitySchemes)).toEqual(['bearer', 'oauth']);
  });
});
