import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OpenAPIHono } from '@hono/zod-openapi';
import { expect, onTestFinished, test, vi } from 'vitest';
import { serveControlPlane } from '../../../../src-main/control-plane/http/listen.ts';
import { preferredWait } from '../../../../src-main/control-plane/http/preferred-wait.ts';
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

test('closing ends the calls that wait for something, and so does their caller', async () => {
  const app = new OpenAPIHono();
  const waits = [Promise.withResolvers<AbortSignal>(), Promise.withResolvers<AbortSignal>()];
  app.get('/:number', async (c) => {
    const wait = preferredWait(c);
    waits[Number(c.req.param('number'))]!.resolve(wait);
    await new Promise((resolve) => wait.addEventListener('abort', resolve));
    return c.text('as it is');
  });
  const server = await serveControlPlane({ app, port: 0 });
  const headers = { prefer: 'wait=60' };
  const caller = new AbortController();
  const left = fetch(`${server.url}/0`, { headers, signal: caller.signal }).catch(() => 'left');
  const wait = await waits[0]!.promise;
  caller.abort();
  expect(await left).toBe('left');
  await new Promise((resolve) => (wait.aborted ? resolve(null) : wait.addEventListener('abort', resolve)));
  const answer = fetch(`${server.url}/1`, { headers }).then((response) => response.text());
  await waits[1]!.promise;
  await server.close();
  expect(await answer).toBe('as it is');
});
