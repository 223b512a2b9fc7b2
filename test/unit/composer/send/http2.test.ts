import { createServer as createHttp2Server, createSecureServer, type ServerHttp2Stream } from 'node:http2';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { createRow } from '../../../../src-main/composer/draft.ts';
import { selfSignedCertificate } from '../../../support/self-signed-certificate.ts';
import { listen, serve } from './loopback-server.ts';
import { openSending } from './sending.ts';

type Answer = (stream: ServerHttp2Stream, headers: Readonly<Record<string, unknown>>) => void;

/** Serves HTTP/2 without TLS for the running test, and gives its origin. */
async function serveHttp2(answer: Answer): Promise<string> {
  const server = createHttp2Server();
  server.on('stream', (stream, headers) => {
    // A client that gives up ends its stream with an error.
    stream.on('error', () => {});
    answer(stream, headers);
  });
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => sessions.add(session));
  onTestFinished(() => {
    for (const session of sessions) session.destroy();
  });
  return `http://127.0.0.1:${await listen(server as never)}`;
}

it('speaks HTTP/2 where it is asked to: names in lower case, and nothing of a connection', async () => {
  const { send, received } = await openSending();
  const url = await serveHttp2(async (stream, headers) => {
    const body = await text(stream);
    stream.respond({ ':status': 201, 'content-type': 'application/json', 'x-list': ['a', 'b'] });
    stream.end(JSON.stringify({ headers, body }));
  });
  const exchange = await send({
    url: `${url}/a?b=c`,
    method: 'POST',
    httpVersion: '2',
    headers: [createRow('X-Own', '1'), createRow('Connection', 'close')],
    body: { kind: 'text', text: 'hello', contentType: 'text/plain' },
  });
  expect(exchange).toMatchObject({
    state: 'done',
    response: { status: 201, httpVersion: '2', contentType: 'application/json' },
    failure: null,
  });
  const sent = {
    ':authority': url.slice('http://'.length),
    'user-agent': 'Atelier/1.2.3',
    'x-own': '1',
    'content-type': 'text/plain',
    'content-length': '5',
  };
  expect(Object.fromEntries(exchange.request.headers)).toEqual(sent);
  expect(JSON.parse(received(exchange))).toEqual({
    headers: { ':method': 'POST', ':scheme': 'http', ':path': '/a?b=c', ...sent },
    body: 'hello',
  });
});

it('undoes a coding, and follows a redirect', async () => {
  const { send, received } = await openSending();
  const url = await serveHttp2((stream, headers) => {
    if (headers[':path'] === '/') stream.respond({ ':status': 302, location: '/there' });
    else stream.respond({ ':status': 200, 'content-encoding': 'gzip' });
    stream.end(headers[':path'] === '/' ? '' : gzipSync('packed'));
  });
  const exchange = await send({ url: `${url}/`, httpVersion: '2', redirects: 1 });
  expect(exchange.redirects).toEqual([{ status: 302, location: `${url}/there` }]);
  expect(received(exchange)).toBe('packed');
});

it('ends with its time-out, while it waits and while it reads', async () => {
  const { send } = await openSending();
  const silent = await serveHttp2(() => {});
  expect((await send({ url: silent, httpVersion: '2', timeout: 50 })).failure?.code).toBe('timeout');
  const endless = await serveHttp2((stream) => {
    stream.respond({ ':status': 200 });
    stream.write('begun');
  });
  const cut = await send({ url: endless, httpVersion: '2', timeout: 200 });
  expect(cut).toMatchObject({ state: 'failed', failure: { code: 'timeout' }, response: { bodySize: 5 } });
});

it('says so where the other end does not speak it', async () => {
  const { send } = await openSending();
  const older = await serve((_request, response) => response.end('1.1'));
  const stranger = createServer((socket) => socket.end('220 mail ready\r\n'));
  for (const url of [older, `http://127.0.0.1:${await listen(stranger)}`])
    expect((await send({ url, httpVersion: '2' })).failure).toMatchObject({
      code: 'http-version',
      message: `${new URL(url).host} does not speak HTTP/2 here.`,
      hint: expect.stringContaining('HTTP/1.1'),
    });
});

it('explains the same troubles as on the older version', async () => {
  const { send } = await openSending();
  const secure = createSecureServer(selfSignedCertificate('localhost'));
  const untrusted = await send({
    url: `https://localhost:${await listen(secure as never)}`,
    httpVersion: '2',
  });
  expect(untrusted.failure?.message).toContain('certificate');
  const closed = await send({ url: 'http://127.0.0.1:1/', httpVersion: '2' });
  expect(closed.failure?.message).toBe('Nothing listens on 127.0.0.1:1.');
});
