import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OpenAPIHono } from '@hono/zod-openapi';
import { expect, onTestFinished, test, vi } from 'vitest';
import { serveControlPlane } from '../../../../src-main/control-plane/http/listen.ts';
import { refusal } from '../../../support/control-plane.ts';

test('listens on a free port of the loopback interface until it is closed', async () => {
  const app = new OpenAPIHono();
  app.get('/', (c) => c.text('here'));
  const server = await serveControlPlane({ app, port: 0 });
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const answer = await fetch(server.url);
  expect(await answer.text()).toBe('here');
  expect(answer.headers.get('keep-alive'), 'longer than clients keep connections').toBe('timeout=65');
  await server.close();
  await expect(fetch(server.url)).rejects.toThrow();
});

test('a port that is taken is named, with the option that changes it', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const error = await refusal(() => serveControlPlane({ app: new OpenAPIHono(), port }));
  expect(error.code).toBe('port-taken');
  expect(error.message).toContain(String(port));
  expect(error.message).toContain('--api-port');
  await new Promise((resolve) => other.close(resolve));
});

test('closing lets a running call end, and then its connection', async () => {
  // Time stands still: what waits for the end of the grace waits forever.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const app = new OpenAPIHono();
  const entered = Promise.withResolvers<void>();
  const leave = Promise.withResolvers<void>();
  app.get('/', async (c) => {
    entered.resolve();
    await leave.promise;
    return c.text('done');
  });
  const server = await serveControlPlane({ app, port: 0 });
  const answer = fetch(server.url).then((response) => response.text());
  await entered.promise;
  const closed = server.close();
  leave.resolve();
  expect(await answer).toBe('done');
  await closed;
});
