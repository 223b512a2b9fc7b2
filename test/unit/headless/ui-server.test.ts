import { get, type IncomingMessage, type RequestOptions } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startUiServer, type UiServer } from '../../../src-main/headless/ui-server.ts';
import { readySample } from './ready-sample.ts';

let ui: UiServer;

beforeAll(async () => {
  // Nothing listens at the API's address: what the page shows of a platform is an acceptance test's affair.
  ui = await startUiServer({ port: 0, platform: { ...readySample, apiUrl: 'http://127.0.0.1:9' } });
});
afterAll(() => ui.close());

async function answer(path: string, options: RequestOptions = {}) {
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`${ui.url}${path}`, options, resolve).on('error', reject),
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
    await expect(startUiServer({ port, platform: readySample })).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining('--ui-port'),
    });
  });
});
