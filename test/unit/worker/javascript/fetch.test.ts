import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  answerOf,
  httpRequest,
  loadFunction,
  runFunction,
  standardInput,
} from '../../../support/javascript-function.ts';
import { listen } from '../../../support/loopback-server.ts';
import { selfSignedCertificate } from '../../../support/self-signed-certificate.ts';

const serve = (listener: RequestListener) => listen(createHttpServer(listener));

describe('fetch', () => {
  it('gives status, headers and body', async () => {
    const address = await serve((request, response) => {
      response.writeHead(201, { 'X-Method': request.method, 'X-Header': request.headers['x-mine'] });
      request.pipe(response);
    });
    const run = await runFunction(`
      async function trigger_http() {
        const response = await fetch('http://${address}/a?b=c', {
          method: 'POST', headers: { 'X-Mine': 'mine' }, body: JSON.stringify({ x: 'é' }),
        });
        const { status, ok, headers, url } = response;
        return { status: 200, body: JSON.stringify([status, ok, headers.get('x-method'), headers.get('X-Header'), url, await response.json()]) };
      }`);
    const url = `http://${address}/a?b=c`;
    expect(JSON.parse(run.body)).toEqual([201, true, 'POST', 'mine', url, { x: 'é' }]);
  });

  it('reads bodies of known length, in chunks, and up to the end of the connection', async () => {
    const address = await listen(
      createServer((socket) => {
        socket
          .on('error', () => {})
          .once('data', (request) => {
            const path = request.toString().split(' ')[1];
            if (path === '/length')
              socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, and more');
            if (path === '/chunks')
              socket.write(
                'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\nT: x\r\n\r\n',
              );
            if (path === '/end') socket.end('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello');
          });
      }),
    );
    const run = await runFunction(`
      async function trigger_http() {
        const texts = ['length', 'chunks', 'end'].map(async (path) => (await fetch('http://${address}/' + path)).text());
        return { status: 200, body: (await Promise.all(texts)).join(' ') };
      }`);
    expect(run.body).toBe('hello hello hello');
  });

  it('follows redirects, and leaves credentials behind where they lead elsewhere', async () => {
    const target = await serve((request, response) =>
      response.end(`${request.method} ${request.url} ${request.headers.authorization}`),
    );
    const first = await serve((_, response) =>
      response.writeHead(303, { Location: `http://${target}/there` }).end(),
    );
    const run = await runFunction(`
      async function trigger_http() {
        const response = await fetch('http://${first}/', { method: 'POST', body: 'x', headers: { Authorization: 'secret' } });
        const again = await fetch('http://${first}/', { redirect: 'manual' });
        return { status: 200, body: await response.text() + ' ' + response.redirected + ' ' + again.status };
      }`);
    expect(run.body).toBe('GET /there undefined true 303');
  });

  it('can be the answer of a trigger', async () => {
    const address = await serve((_, response) =>
      response.writeHead(418, { 'X-From': 'there' }).end(Buffer.from([0, 255])),
    );
    const run = await runFunction(`const trigger_http = () => fetch('http://${address}/');`);
    expect(run.response).toMatchObject({ status: 418, body: new Uint8Array([0, 255]) });
    expect(run.response?.headers).toContainEqual(['x-from', 'there']);
  });

  it('is read twice where it was cloned before', async () => {
    const address = await serve((_, response) => response.writeHead(201, { 'X-From': 'there' }).end('text'));
    const run = await runFunction(`
      async function trigger_http() {
        const response = await fetch('http://${address}/');
        const copy = response.clone();
        const request = new Request(response.url, { method: 'POST', body: 'sent' }).clone();
        const refused = await response.text().then(() => { try { response.clone(); } catch (error) { return error.name; } });
        const { status, url, headers } = copy;
        return Response.json([await copy.text(), status, url === response.url, headers.get('x-from'), refused,
          request.method, await request.text()]);
      }`);
    expect(JSON.parse(run.body)).toEqual(['text', 201, true, 'there', 'TypeError', 'POST', 'sent']);
  });

  it('takes requests, forms, and headers that a body brings along', async () => {
    const address = await serve((request, response) => {
      response.writeHead(200, {
        'X-Type': request.headers['content-type'] ?? 'none',
        'X-Method': request.method,
      });
      request.pipe(response);
    });
    const run = await runFunction(`
      async function trigger_http() {
        const url = 'http://${address}/';
        const request = new Request(url, { method: 'put', body: 'text' });
        const sent = [
          fetch(request),
          fetch(new Request(new Request(url), { method: 'POST', body: new URLSearchParams({ a: 'b c' }) })),
          fetch(url, { method: 'PATCH', body: new Uint8Array([65, 66]).buffer }),
          fetch(new URL(url)),
        ];
        const answers = sent.map(async (one) => {
          const { headers } = await one;
          return [headers.get('x-method'), headers.get('x-type'), await (await one).text()];
        });
        return Response.json([...(await Promise.all(answers)), await (await fetch(request)).text()]);
      }`);
    expect(JSON.parse(run.body)).toEqual([
      ['PUT', 'text/plain;charset=UTF-8', 'text'],
      ['POST', 'application/x-www-form-urlencoded;charset=UTF-8', 'a=b+c'],
      ['PATCH', 'none', 'AB'],
      ['GET', 'none', ''],
      'text',
    ]);
  });

  it('gets large bodies, in chunks or not', async () => {
    const address = await serve((request, response) => {
      if (request.url === '/length') response.setHeader('Content-Length', 8e6);
      for (let count = 0; count < 8; count += 1) response.write(Buffer.alloc(1e6, `${count}`));
      response.end();
    });
    const run = await runFunction(`
      async function trigger_http() {
        const sizes = [];
        for (const path of ['length', 'chunks']) {
          const bytes = await (await fetch('http://${address}/' + path)).bytes();
          sizes.push(bytes.length, bytes.every((byte, index) => byte === 48 + Math.floor(index / 1e6)));
        }
        return { status: 200, body: sizes.join() };
      }`);
    expect(run.body).toBe('8000000,true,8000000,true');
  });

  it('reads no body where there is none', async () => {
    const address = await serve((request, response) => {
      response.writeHead(Number(request.url?.slice(1)), { 'Content-Length': 5 }).end();
    });
    const run = await runFunction(`
      async function trigger_http() {
        const answers = [fetch('http://${address}/200', { method: 'HEAD' }), fetch('http://${address}/304')];
        const texts = (await Promise.all(answers)).map(async (one) => one.status + ' ' + (await one.text()).length);
        return { status: 200, body: (await Promise.all(texts)).join() };
      }`);
    expect(run.body).toBe('200 0,304 0');
  });

  it('follows 20 redirects and not one more, or none where that is asked for', async () => {
    const address = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(302, { Location: `/${left - 1}` }).end();
    });
    const run = await runFunction(`
      async function trigger_http() {
        const get = (path, init) => fetch('http://${address}/' + path, init).then((one) => one.text(), String);
        return { status: 200, body: [await get('20'), await get('21'), await get('1', { redirect: 'error' })].join() };
      }`);
    expect(run.body).toBe(
      `there,TypeError: More than 20 redirects,TypeError: http://${address}/1 redirects, which this request does not allow`,
    );
  });

  it('ends with its signal, and a program does not wait for a timeout', async () => {
    const address = await listen(createServer((socket) => socket.on('error', () => {})));
    const fast = await serve((_, response) => response.end('fast'));
    const run = await runFunction(
      `async function main() {
        const controller = new AbortController();
        const tell = (promise) => promise.then((one) => one.text(), (error) => error.name).then((text) => print(text));
        const url = 'http://${address}/';
        const aborted = tell(fetch(url, { signal: controller.signal }));
        setTimeout(() => controller.abort(), 5);
        await aborted;
        await tell(fetch(url, { signal: controller.signal }));
        await tell(fetch(url, { signal: AbortSignal.timeout(5) }));
        await tell(fetch(url, { signal: AbortSignal.any([AbortSignal.timeout(1e9), AbortSignal.abort()]) }));
        await tell(fetch('http://${fast}/', { signal: AbortSignal.timeout(1e9) }));
      }`,
      standardInput(),
    );
    expect(run.stdoutText).toBe('AbortError\nAbortError\nTimeoutError\nAbortError\nfast\n');
  });

  it.each([
    ["'http://a:b@localhost/'", 'TypeError: A URL with a name and password in it is not fetched'],
    ["'nowhere'", 'TypeError: Invalid URL: nowhere'],
    ["'http://localhost/', { body: 'x' }", 'TypeError: A GET request has no body'],
    ["'http://localhost/', { method: 'GET / HTTP/1.1' }", 'is no method'],
    ["'http://localhost/', { headers: { a: 'b\\r\\nc: d' } }", 'is not a value that a header can have'],
  ])('refuses (%s)', async (parameters, reason) => {
    const source = `const trigger_http = () => fetch(${parameters}).catch((error) => ({ status: 200, body: String(error) }));`;
    expect((await runFunction(source)).body).toContain(reason);
  });

  it.each([
    [
      'that breaks off',
      'Content-Length: 9\r\n\r\nhello',
      'The server closed the connection before its answer',
    ],
    ['whose head does', 'Content-Le', 'The server closed the connection before its answer'],
    ['without a length', 'Content-Length: many\r\n\r\n', 'The server sent a body of many bytes'],
    ['with too much', 'Content-Length: 99999999999\r\n\r\n', 'The body of the answer has more than 33554432'],
    ['in bad chunks', 'Transfer-Encoding: chunked\r\n\r\nxyz\r\n', 'The server sent a chunk without a size'],
    ['that has no body', `A: ${'a'.repeat(300_000)}`, 'The head of the answer has more than 262144 bytes'],
  ])('says what is wrong with an answer %s', async (_what, answer, reason) => {
    const address = await listen(
      createServer((socket) => socket.on('error', () => {}).end(`HTTP/1.1 200 OK\r\n${answer}`)),
    );
    const source = `const trigger_http = () => fetch('http://${address}').catch((error) => ({ status: 200, body: String(error) }));`;
    expect((await runFunction(source)).body).toContain(`TypeError: ${reason}`);
  });

  it('speaks HTTPS to servers whose certificate is valid', async () => {
    const trusted = getCACertificates('default');
    const { key, cert } = selfSignedCertificate('localhost');
    const address = await listen(createHttpsServer({ key, cert }, (_, response) => response.end('secret')));
    const url = `https://${address.replace('127.0.0.1', 'localhost')}/`;
    const runtime = await loadFunction(
      `const trigger_http = () => fetch('${url}').catch((error) => ({ status: 500, body: String(error) }));`,
    );
    expect((await answerOf(runtime, httpRequest())).body).toContain('self-signed certificate');
    setDefaultCACertificates([...trusted, cert]);
    onTestFinished(() => setDefaultCACertificates(trusted));
    expect((await answerOf(runtime, httpRequest())).body).toBe('secret');
  });

  it('keeps to the egress policy', async () => {
    const address = await serve((_, response) => response.end());
    const source = `const trigger_http = () => fetch('http://${address}/').catch(({ message }) => ({ status: 200, body: message }));`;
    const refused = await runFunction(source, { ...httpRequest(), egress: 'none' });
    expect(refused.body).toBe(`No connection to ${address}: egress: refused by policy (none)`);
  });

  it('fails with the reason', async () => {
    const address = await listen(
      createServer((socket) => socket.on('error', () => {}).end('SSH-2.0\r\n\r\n')),
    );
    const run = await runFunction(`
      async function trigger_http() {
        const reasons = ['http://${address}/', 'ftp://localhost/', 'http://127.0.0.1:1/'].map((url) => fetch(url).catch(String));
        return { status: 200, body: (await Promise.all(reasons)).join('\\n') };
      }`);
    expect(run.body.split('\n')).toEqual([
      'TypeError: The server does not speak HTTP/1.1: SSH-2.0',
      'TypeError: fetch knows http and https, and not ftp:',
      expect.stringMatching(/^TypeError: No connection to 127\.0\.0\.1:1: .*ECONNREFUSED/),
    ]);
  });
});
