import { mkdirSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage, type RequestOptions } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startUiServer, type UiServer, type UiServerOptions } from '../../../src-main/headless/ui-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { readySample } from './ready-sample.ts';

let ui: UiServer;

beforeAll(async () => {
  // Nothing listens at the API's address: what the page shows of a platform is an acceptance test's affair.
  ui = await startUiServer(options({ platform: { ...readySample, apiUrl: 'http://127.0.0.1:9' } }));
});
afterAll(() => ui.close());

function options(changes: Partial<UiServerOptions> = {}): UiServerOptions {
  return { port: 0, platform: readySample, router: {}, rendererFolder: '/nowhere', ...changes };
}

async function answer(path: string, request: RequestOptions = {}, server = ui) {
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`${server.url}${path}`, request, resolve).on('error', reject),
  );
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

describe('the status page', () => {
  it('is whole in itself and may do nothing else', async () => {
    const { status, headers, body } = await answer('/');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(body).not.toMatch(/(src|href)=/);
  });

  it('holds no credentials', async () => {
    const { body } = await answer('/');
    expect(body).not.toContain(readySample.token);
  });
});

describe('its server', () => {
  it.each([[undefined], ['Bearer wrong'], ['Bearer '], [readySample.token]])(
    'gives the overview to nobody who comes with %j',
    async (authorization) => {
      const { status } = await answer('/overview', authorization ? { headers: { authorization } } : {});
      expect(status).toBe(401);
    },
  );

  it('says so when the platform does not answer', async () => {
    const { status, body } = await answer('/overview', {
      headers: { authorization: `Bearer ${readySample.token}` },
    });
    expect(status).toBe(502);
    expect(JSON.parse(body)).toEqual({ message: expect.stringMatching(/^The platform did not answer/) });
  });

  it('refuses the name of another site that resolves to us', async () => {
    expect((await answer('/', { headers: { host: 'rebound.example.org' } })).status).toBe(403);
  });

  it('knows nothing else', async () => {
    expect((await answer('/etc/passwd')).status).toBe(404);
    expect((await fetch(ui.url, { method: 'POST' })).status).toBe(405);
  });

  it('says which option moves it from a port that is taken', async () => {
    const port = Number(new URL(ui.url).port);
    await expect(startUiServer(options({ port }))).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining('--ui-port'),
    });
  });
});

describe('the built page', () => {
  const built = () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
    writeFileSync(join(folder, 'secret.json'), 'secret');
    writeFileSync(join(folder, 'renderer', 'index.html'), '<title>Atelier</title>');
    writeFileSync(join(folder, 'renderer', 'assets', 'index-a1b2.js'), 'export {}');
    return startUiServer(options({ rendererFolder: join(folder, 'renderer') }));
  };

  it('is served in place of the status page, and may run nothing but its own files', async () => {
    const server = await built();
    const { status, headers, body } = await answer('/', {}, server);
    expect({ status, body }).toEqual({ status: 200, body: '<title>Atelier</title>' });
    expect(headers['cache-control']).toBe('no-store');
    const policy = headers['content-security-policy'];
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toContain('unsafe');
    await server.close();
  });

  it('has files whose names change with their content, which are kept for ever', async () => {
    const server = await built();
    const { status, headers } = await answer('/assets/index-a1b2.js', {}, server);
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/javascript/);
    expect(headers['cache-control']).toContain('immutable');
    await server.close();
  });

  it.each([
    ['/../secret.json'],
    ['/assets/../../secret.json'],
    ['/%2e%2e/secret.json'],
    ['//secret.json'],
    ['/.hidden.js'],
    ['/assets/missing.js'],
    ['/assets'],
  ])('does not lead out of its folder: %s', async (path) => {
    const server = await built();
    const { port } = new URL(server.url);
    const status = await new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, path }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    expect(status).toBe(404);
    await server.close();
  });
});
