import { describe, expect, test } from 'vitest';
import type { PackagedRelease } from '../../../../src-main/contract/packaging.ts';
import { createControlPlaneApp } from '../../../../src-main/control-plane/http/app.ts';
import { heldUp, openControlPlane, packagedFrom } from '../../../support/control-plane.ts';
import { begin } from '../../../support/deploy.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

function openApp(parts: Parameters<typeof openControlPlane>[1] = {}) {
  const harness = openControlPlane(temporaryFolder(), parts);
  const app = createControlPlaneApp(harness.plane);
  const authorization = `Bearer ${harness.plane.credentials.token}`;
  const functions = `/v4/functions/organisations/${harness.ownerId}/functions`;
  const call = async (
    method: string,
    path: string,
    options: { body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
  ) => {
    const { body = null, headers } = options;
    const type = body === null ? {} : { 'content-type': 'application/json' };
    const response = await app.request(path, {
      method,
      body,
      headers: { authorization, ...type, ...headers },
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    };
  };
  return { ...harness, app, functions, call };
}

describe('credentials', () => {
  test('are needed for every call of the API, and the answer names the schemes', async () => {
    await using api = openApp();
    for (const authorization of ['', 'Bearer wrong', 'OAuth oauth_token="a", oauth_signature="b%26c"']) {
      const { status, headers, body } = await api.call('GET', '/v2/self', { headers: { authorization } });
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toMatch(/^OAuth .*, Bearer /);
      expect(body).toEqual({ id: 'unauthenticated', message: expect.any(String) });
    }
  });

  test.each(['/openapi.json', '/atelier.schema.json'])('are not needed for %s', async (path) => {
    await using api = openApp();
    expect((await api.app.request(path)).status).toBe(200);
  });
});

describe('calls that a page from elsewhere could have caused are forbidden', () => {
  test.each([
    { host: 'attacker.example' },
    { host: '127.0.0.1.attacker.example:8786' },
    { host: '192.168.0.7' },
    { host: 'localhost', origin: 'https://attacker.example' },
    { host: 'localhost', origin: 'null' },
    { host: 'localhost', origin: 'http://localhost.attacker.example' },
  ])('%j', async (headers) => {
    await using api = openApp();
    for (const path of ['/v2/self', '/openapi.json', '/uploads/token'])
      expect(await api.call('GET', path, { headers })).toMatchObject({
        status: 403,
        body: { id: 'forbidden' },
      });
  });

  test.each([
    { host: '127.0.0.1:8786' },
    { host: '[::1]:8786' },
    { host: 'LOCALHOST:1', origin: 'http://127.0.0.1:8785' },
  ])('but not those of this machine: %j', async (headers) => {
    await using api = openApp();
    expect(await api.call('GET', '/v2/self', { headers })).toMatchObject({ status: 200 });
  });
});

describe('every error has its own answer', () => {
  test('another organisation', async () => {
    await using api = openApp();
    expect(await api.call('GET', '/v4/functions/organisations/orga_other/functions')).toMatchObject({
      status: 403,
      body: { id: 'forbidden', message: expect.stringContaining('orga_other') },
    });
  });

  test('nothing there', async () => {
    await using api = openApp();
    for (const path of ['/v2/nothing', '/nothing', `${api.functions}/function_none`])
      expect(await api.call('GET', path)).toMatchObject({ status: 404, body: { id: 'not-found' } });
  });

  test('a path that does not know the method', async () => {
    await using api = openApp();
    const { status, headers, body } = await api.call('PATCH', `${api.functions}/function_any`);
    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'GET, PUT, DELETE' });
    expect(body).toMatchObject({ id: 'method-not-allowed' });
  });

  test('a body that is not JSON, with the place', async () => {
    await using api = openApp();
    const { status, body } = await api.call('POST', api.functions, { body: '{"name": "x",}' });
    expect(status).toBe(400);
    expect(body.message).toContain('position 13');
  });

  test('a body that is not text', async () => {
    await using api = openApp();
    const answer = await api.call('POST', api.functions, { body: new Uint8Array([0x7b, 0xff, 0x7d]) });
    expect(answer).toMatchObject({ status: 400, body: { id: 'invalid-input' } });
  });

  test('a body with a wrong field', async () => {
    await using api = openApp();
    const answer = await api.call('POST', api.functions, { body: '{"maxMemory": -1}' });
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ field: 'maxMemory' }] } });
    expect(Object.keys(answer.body)).toEqual(['id', 'message', 'fields']);
    expect(answer.body.message).toContain('maxMemory');
  });

  test('a status that there is not', async () => {
    await using api = openApp();
    expect(await api.call('GET', '/v4/functions/deployments/BROKEN')).toMatchObject({
      status: 400,
      body: { fields: [{ field: 'status' }] },
    });
  });

  test('a body of another type', async () => {
    await using api = openApp();
    const options = { body: 'name=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expect(await api.call('POST', api.functions, options)).toMatchObject({ status: 415 });
  });

  test('a body that is too large', async () => {
    await using api = openApp({ limits: { requestBody: 20 } });
    const options = { body: JSON.stringify({ description: 'x'.repeat(20) }) };
    expect(await api.call('POST', api.functions, options)).toMatchObject({
      status: 413,
      body: { id: 'too-large' },
    });
  });

  test('a trigger before the upload', async () => {
    await using api = openApp();
    const { body: created } = await api.call('POST', api.functions);
    const deployments = `${api.functions}/${created.id}/deployments`;
    const { body: deployment } = await api.call('POST', deployments, { body: '{"platform": "RUST"}' });
    for (const path of [`${deployments}/${deployment.id}`, `${deployments}/${deployment.id}/trigger`])
      expect(await api.call('POST', path)).toMatchObject({ status: 409, body: { id: 'conflict' } });
  });

  test('a fault of ours, which is reported and keeps its cause to itself', async () => {
    await using api = openApp();
    api.plane.store.close();
    const { status, body } = await api.call('GET', api.functions);
    expect({ status, id: body.id }).toEqual({ status: 500, id: 'internal' });
    expect(body.message).not.toContain('database');
    expect(api.faults).toMatchObject([{ cause: expect.any(Error) }]);
  });
});

test('what a call has changed holds from its answer on, for the engine as well', async () => {
  await using api = openApp();
  const { body: created } = await api.call('POST', api.functions);
  const settling = heldUp<void>();
  api.engine.settled = () => settling.begin();
  const answers: number[] = [];
  const path = `${api.functions}/${created.id}`;
  const changed = api.call('PUT', path, { body: '{}' }).then(({ status }) => answers.push(status));
  await settling.begun;
  expect((await api.call('GET', path)).status, 'who only reads waits for nothing').toBe(200);
  expect(answers).toEqual([]);
  settling.end();
  await changed;
  expect(answers).toEqual([200]);
});

test('a look at a deployment takes as long as its caller lets it, and no longer than the deployment', async () => {
  const work = heldUp<PackagedRelease>();
  await using api = openApp({ packager: { package: () => work.begin() } });
  const { body: created } = await api.call('POST', api.functions);
  const address = await begin(api.plane, { ownerId: api.ownerId, functionId: created.id });
  const path = `${api.functions}/${created.id}/deployments/${address.deploymentId}`;
  const look = (headers: Record<string, string>) => api.call('GET', path, { headers });
  for (const headers of [{}, { prefer: 'respond-async' }, { prefer: 'wait=0' }]) {
    const { headers: answered, body } = await look(headers);
    expect({ applied: answered.get('preference-applied'), status: body.status }).toEqual({
      applied: null,
      status: 'PACKAGING',
    });
  }
  const waiting = look({ prefer: 'respond-async, wait=600' });
  work.end(packagedFrom({ digest: 'a'.repeat(64) }));
  const { headers, body } = await waiting;
  expect(body).toMatchObject({ status: 'READY' });
  expect(headers.get('preference-applied'), 'no longer than any call').toBe('wait=60');
});

describe('lenient where clients are', () => {
  test('an empty body is an empty object, with or without a type', async () => {
    await using api = openApp();
    expect(await api.call('POST', api.functions)).toMatchObject({ status: 201 });
    const headers = { 'content-type': 'text/plain' };
    expect(await api.call('POST', api.functions, { body: '', headers })).toMatchObject({ status: 201 });
  });

  test('a body without a type is JSON', async () => {
    await using api = openApp();
    const body = new TextEncoder().encode('{"name": "untyped"}');
    const request = {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${api.plane.credentials.token}` },
    };
    const response = await api.app.request(api.functions, request);
    expect(await response.json()).toMatchObject({ name: 'untyped' });
  });
});
