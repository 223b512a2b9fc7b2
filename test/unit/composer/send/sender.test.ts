import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { createRow } from '../../../../src-main/composer/draft.ts';
import { selfSignedCertificate } from '../../../support/self-signed-certificate.ts';
import { listen, serve } from './loopback-server.ts';
import { controlPlane, openSending } from './sending.ts';

/** Answers with what arrived: the request line, the headers as they were written, and the body. */
function echo() {
  return serve(async (request, response) => {
    const body = await text(request);
    response.setHeader('Content-Type', 'application/json');
    response.end(
      JSON.stringify({ method: request.method, url: request.url, headers: request.rawHeaders, body }),
    );
  });
}

it('sends headers as they are written, in their order, and nothing else but what a message needs', async () => {
  const { send, received } = await openSending();
  const url = await echo();
  const exchange = await send({
    url: `${url}/a?b=c`,
    method: 'POST',
    headers: [
      createRow('x-LOWER', '1'),
      createRow('Accept', '*/*'),
      createRow('X-Unicode', 'é'),
      { name: 'Off', value: '', enabled: false },
    ],
    body: { kind: 'text', text: 'hello', contentType: 'text/plain' },
  });
  const sent = [
    ['Host', url.slice('http://'.length)],
    ['User-Agent', 'Atelier/1.2.3'],
    ['x-LOWER', '1'],
    ['Accept', '*/*'],
    ['X-Unicode', 'é'],
    ['Content-Type', 'text/plain'],
    ['Content-Length', '5'],
  ];
  const { headers, ...rest } = JSON.parse(received(exchange));
  expect(rest).toEqual({ method: 'POST', url: '/a?b=c', body: 'hello' });
  expect(headers).toEqual(sent.flat().map((value) => (value === 'é' ? 'Ã©' : value)));
  expect(exchange).toMatchObject({
    state: 'done',
    request: { method: 'POST', url: `${url}/a?b=c`, headers: sent, bodySize: 5 },
    response: { status: 200, statusText: 'OK', httpVersion: '1.1', contentType: 'application/json' },
    failure: null,
  });
  expect(Object.values(exchange.timing).every((value) => value !== null && value >= 0)).toBe(true);
});

it("lets the draft's own headers stand for those that it would add", async () => {
  const { send, received } = await openSending();
  const exchange = await send({
    url: await echo(),
    headers: [
      createRow('host', 'shop.example'),
      createRow('user-agent', 'me'),
      createRow('authorization', 'Own'),
    ],
    authentication: { kind: 'bearer', token: 'unused' },
  });
  expect(JSON.parse(received(exchange)).headers).toEqual([
    'host',
    'shop.example',
    'user-agent',
    'me',
    'authorization',
    'Own',
  ]);
});

it.each([
  [
    'basic',
    { kind: 'basic' as const, user: 'ada', password: 'lové' },
    `Basic ${Buffer.from('ada:lové').toString('base64')}`,
  ],
  ['bearer', { kind: 'bearer' as const, token: 'abc' }, 'Bearer abc'],
])('authenticates with %s', async (_kind, authentication, value) => {
  const { send } = await openSending();
  const { request } = await send({ url: await echo(), authentication });
  expect(request.headers).toContainEqual(['Authorization', value]);
});

it('gives the credentials of the platform to its API alone, and never keeps them', async () => {
  const { send, received } = await openSending();
  const apiUrl = await echo();
  const facts = { controlPlane: { ...controlPlane, apiUrl } };
  const draft = { authentication: { kind: 'control-plane' as const } };
  const exchange = await send({ ...draft, url: `${apiUrl}/v4?token=platform-token` }, facts);
  expect(JSON.parse(received(exchange)).headers).toContain('Bearer platform-token');
  expect(JSON.stringify(exchange)).not.toContain('platform-token');
  const other = await send({ ...draft, url: await echo() }, facts);
  expect(other).toMatchObject({ state: 'failed', failure: { code: 'credentials-withheld' }, response: null });
});

it('puts the values of variables in, and keeps secrets out of the history', async () => {
  const { send, received } = await openSending();
  const variables = [
    { name: 'host', value: await echo(), origin: 'file', secret: false },
    { name: 'key', value: 'k3y secret', origin: '.env', secret: true },
  ];
  const exchange = await send(
    { url: '{{host}}/{{ key }}', headers: [createRow('X-Key', '{{key}}')] },
    { variables },
  );
  expect(JSON.parse(received(exchange)).url).toBe('/k3y%20secret');
  expect(JSON.stringify(exchange.request)).not.toContain('secret');
  const unresolved = await send({ url: '{{host}}/{{id}}' }, { variables });
  expect(unresolved.failure).toMatchObject({
    code: 'unresolved-variable',
    message: expect.stringContaining('{{id}}'),
  });
});

it('sends forms, multipart forms and files', async () => {
  const { send, received, folder } = await openSending();
  const url = await echo();
  mkdirSync(join(folder, 'img'));
  writeFileSync(join(folder, 'img/a.png'), 'PNG');
  const bodyOf = async (body: NonNullable<Parameters<typeof send>[0]['body']>) => {
    const answer = JSON.parse(received(await send({ url, method: 'POST', body })));
    const type = answer.headers[answer.headers.indexOf('Content-Type') + 1];
    return [type, answer.body];
  };
  expect(
    await bodyOf({
      kind: 'form',
      rows: [createRow('a b', '1&2'), { ...createRow('c', '3'), enabled: false }],
    }),
  ).toEqual(['application/x-www-form-urlencoded', 'a%20b=1%262']);
  expect(await bodyOf({ kind: 'file', path: './img/a.png', contentType: 'image/png' })).toEqual([
    'image/png',
    'PNG',
  ]);
  expect(
    await bodyOf({
      kind: 'multipart',
      parts: [
        { ...createRow('title', 'Dune'), file: null },
        { ...createRow('cover', ''), file: 'img/a.png' },
      ],
    }),
  ).toEqual([
    'multipart/form-data; boundary=atelier-boundary',
    '--atelier-boundary\r\nContent-Disposition: form-data; name="title"\r\n\r\nDune\r\n' +
      '--atelier-boundary\r\nContent-Disposition: form-data; name="cover"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nPNG\r\n' +
      '--atelier-boundary--\r\n',
  ]);
  expect(
    await bodyOf({
      kind: 'text',
      text: '--X\nA: b\n\n< ./img/a.png\n--X--',
      contentType: 'multipart/mixed; boundary=X',
    }),
  ).toEqual(['multipart/mixed; boundary=X', '--X\r\nA: b\r\n\r\nPNG\r\n--X--\r\n']);
  const missing = await send({ url, body: { kind: 'file', path: 'none.bin', contentType: null } });
  expect(missing.failure).toMatchObject({ code: 'body-file', message: expect.stringContaining('none.bin') });
});

it('names the invocation that answered', async () => {
  const { send } = await openSending();
  const url = await serve((_request, response) => response.setHeader('Atelier-Invocation-Id', 'inv_1').end());
  expect((await send({ url })).invocationId).toBe('inv_1');
});

it.each([
  ['gzip', gzipSync('plain text')],
  ['br', brotliCompressSync('plain text')],
  ['identity-of-another', Buffer.from('plain text')],
])('undoes the coding %s', async (coding, bytes) => {
  const { send, received } = await openSending();
  const url = await serve((_request, response) => response.setHeader('Content-Encoding', coding).end(bytes));
  const exchange = await send({ url });
  expect(received(exchange)).toBe('plain text');
  expect(exchange.response?.bodySize).toBe(10);
  const head = await send({ url, method: 'HEAD' });
  expect(head).toMatchObject({ state: 'done', response: { bodySize: 0 } });
});

it('streams large bodies both ways', async () => {
  const { send, folder, history } = await openSending();
  const size = 20 * 1024 * 1024;
  writeFileSync(join(folder, 'large'), Buffer.alloc(size, 'x'));
  const url = await serve((request, response) => void request.pipe(response));
  const exchange = await send({
    url,
    method: 'PUT',
    body: { kind: 'file', path: 'large', contentType: null },
  });
  expect(exchange).toMatchObject({
    state: 'done',
    request: { bodySize: size },
    response: { bodySize: size },
  });
  const { bytes } = await history.body(exchange.id, 'response', { offset: size - 4, length: 100 });
  expect(Buffer.from(bytes).toString()).toBe('xxxx');
});

it('cancels what is being sent or received, and keeps what had come of it', async () => {
  const { sender, sendUntil, history } = await openSending();
  const url = await serve((request, response) => {
    if (request.url === '/slow') response.write('begun');
  });
  const sending = await sendUntil({ url: `${url}/never` }, ({ request }) => request.headers.length > 0);
  const { id, state } = await sendUntil({ url: `${url}/slow` }, (exchange) => exchange.state === 'receiving');
  expect([sending.state, state]).toEqual(['sending', 'receiving']);
  sender.cancel(sending.id);
  sender.cancel(id);
  await sender.close();
  expect(history.get(sending.id)).toMatchObject({ state: 'cancelled', response: null });
  expect(history.get(id)).toMatchObject({
    state: 'cancelled',
    response: { status: 200 },
    failure: { code: 'cancelled' },
  });
});

it('ends a request after its own time', async () => {
  const { send } = await openSending();
  const url = await serve(() => {});
  expect(await send({ url, timeout: 20 })).toMatchObject({ state: 'failed', failure: { code: 'timeout' } });
});

it('says when an answer was cut', async () => {
  const { send } = await openSending();
  const url = await serve((_request, response) => {
    response.setHeader('Content-Length', '100');
    response.write('half', () => response.destroy());
  });
  const exchange = await send({ url });
  expect(exchange).toMatchObject({
    state: 'failed',
    response: { status: 200 },
    failure: { code: 'ECONNRESET' },
  });
  expect(exchange.failure?.message).toContain('before its answer was whole');
  expect(exchange.failure?.hint).not.toContain('https://');
});

it('says when a connection was closed without an answer', async () => {
  const { send } = await openSending();
  const url = await serve((_request, response) => response.destroy());
  const { response, failure } = await send({ url });
  expect(response).toBeNull();
  expect(failure?.message).toContain('before it answered');
  expect(failure?.hint).toContain('https://');
});

it('shows an answer that came before the whole body was read', async () => {
  const { send, folder } = await openSending();
  writeFileSync(join(folder, 'large'), Buffer.alloc(8 * 1024 * 1024));
  const url = await serve((request: IncomingMessage, response) => {
    response.writeHead(413).end('too large');
    request.resume();
  });
  const exchange = await send({
    url,
    method: 'POST',
    body: { kind: 'file', path: 'large', contentType: null },
  });
  expect(exchange).toMatchObject({ state: 'done', response: { status: 413, bodySize: 9 } });
});

it('explains why nothing answers', async () => {
  const { send } = await openSending();
  const closed = createServer();
  const port = await listen(closed);
  closed.close();
  await once(closed, 'close');
  const refused = await send({ url: `http://127.0.0.1:${port}/` });
  expect(refused.failure).toMatchObject({
    code: 'ECONNREFUSED',
    message: `Nothing listens on 127.0.0.1:${port}.`,
    hint: expect.stringContaining('platform'),
  });
  const stranger = createServer((socket) => socket.end('220 mail ready\r\n'));
  const other = await send({ url: `http://127.0.0.1:${await listen(stranger)}/` });
  expect(other.failure?.message).toContain('not HTTP');
});

it('explains why a certificate is not trusted, and that a port speaks no TLS', async () => {
  const { send } = await openSending();
  const secure = await serve((_request, response) => response.end(), selfSignedCertificate('localhost'));
  const untrusted = await send({ url: secure });
  expect(untrusted.failure).toMatchObject({
    message: expect.stringContaining('certificate'),
    hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
  });
  const plain = await serve((_request, response) => response.end());
  const wrong = await send({ url: plain.replace('http:', 'https:') });
  expect(wrong.failure?.message).toContain('does not speak TLS');
});

it.each([
  ['', 'no address'],
  ['http://', 'is no address'],
  ['ftp://a/', 'http and https'],
])('refuses the address "%s"', async (url, message) => {
  const { send } = await openSending();
  expect((await send({ url })).failure).toMatchObject({
    code: 'invalid-url',
    message: expect.stringContaining(message),
  });
});

it('refuses a header that can not be written', async () => {
  const { send } = await openSending();
  const exchange = await send({ url: 'http://127.0.0.1:1/', headers: [createRow('two words', '')] });
  expect(exchange.failure?.code).toBe('invalid-header');
});

it('follows redirects when asked, and forgets what is for one host alone', async () => {
  const { send, received } = await openSending();
  const target = await echo();
  const url = await serve((request, response) => {
    const status = request.url === '/see' ? 303 : 307;
    response.writeHead(status, { Location: `${target}/there` }).end();
  });
  const draft = {
    method: 'POST',
    body: { kind: 'text' as const, text: 'again', contentType: 'text/plain' },
    authentication: { kind: 'bearer' as const, token: 'abc' },
  };
  expect((await send({ ...draft, url: `${url}/see` })).response?.status).toBe(303);
  const followed = await send({ ...draft, url: `${url}/see`, redirects: 10 });
  expect(followed.redirects).toEqual([{ status: 303, location: `${target}/there` }]);
  const seen = JSON.parse(received(followed));
  expect(seen).toMatchObject({ method: 'GET', url: '/there', body: '' });
  expect(seen.headers.map((name: string) => name.toLowerCase())).not.toContain('authorization');
  expect(seen.headers).not.toContain('Content-Type');
  const kept = JSON.parse(received(await send({ ...draft, url: `${url}/keep`, redirects: 10 })));
  expect(kept).toMatchObject({ method: 'POST', body: 'again' });
});

it('gives up after as many redirects as it may follow', async () => {
  const { send } = await openSending();
  let answered = 0;
  const url = await serve((_request, response) => {
    answered += 1;
    response.writeHead(302, { Location: '/again' }).end();
  });
  expect((await send({ url, redirects: 2 })).failure).toMatchObject({
    code: 'too-many-redirects',
    message: `The answers redirected more than 2 times, the last time to ${url}/again.`,
  });
  expect(answered).toBe(3);
});
