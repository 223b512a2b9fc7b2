import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  answerOf,
  callsOf,
  httpRequest,
  loadFunction,
  runFunction,
  standardInput,
} from '../../../support/javascript-function.ts';

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const echo = () =>
  createServer({ allowHalfOpen: true }, (socket: Socket) => {
    socket.on('error', () => undefined).pipe(socket);
  });
const serve = (listener: RequestListener) => listen(createHttpServer(listener));

describe('net.WasiTcpConn', () => {
  it('reads, writes, ends, and names both ends', async () => {
    const address = await listen(echo());
    const run = await runFunction(
      `async function main() {
        const socket = await net.WasiTcpConn.connect('${address}');
        await socket.write('ping, ');
        await socket.write(new Uint8Array([112, 111, 110, 103]));
        await socket.end();
        let text = '';
        for (let bytes = await socket.read(); bytes.length > 0; bytes = await socket.read())
          text += new TextDecoder().decode(bytes);
        print(text, socket.peer() === '${address}', /^127\\.0\\.0\\.1:\\d+$/.test(socket.local()));
      }`,
      standardInput(),
    );
    expect(run).toMatchObject({ halt: { kind: 'exit', code: 0 }, stdoutText: 'ping, pong true true\n' });
    expect(callsOf(run)).toContain('HOST_TCP_CONNECT');
    expect(callsOf(run).filter((name) => name === 'WASI_SOCK_RECV').length).toBeGreaterThan(0);
  });

  it('waits for several connections at once, and for timers beside them', async () => {
    const address = await listen(echo());
    const run = await runFunction(`
      async function ask(text) {
        const socket = await net.WasiTcpConn.connect('${address}');
        await socket.write(text);
        const answer = new TextDecoder().decode(await socket.read());
        socket.close();
        return answer;
      }
      async function trigger_http() {
        const timer = new Promise((resolve) => setTimeout(resolve, 5, 'time'));
        const answers = await Promise.all(['a', 'b', 'c'].map(ask).concat(timer));
        return { status: 200, body: answers.join(' ') };
      }`);
    expect(run.body).toBe('a b c time');
  });

  it('says why there is no connection, and under which policy', async () => {
    const source = `
      async function trigger_http(request) {
        try {
          await net.WasiTcpConn.connect(request.query.address);
        } catch (error) {
          return { status: 200, body: error.message };
        }
      }`;
    const runtime = await loadFunction(source);
    const address = await listen(echo());
    const refused = await answerOf(runtime, { ...httpRequest({ query: { address } }), egress: 'none' });
    expect(refused.body).toBe(`${address}: egress: refused by policy (none)`);
    expect(refused.model.calls.find(({ name }) => name === 'HOST_TCP_CONNECT')?.remark).toBe(
      'egress: refused by policy (none)',
    );
    const malformed = await answerOf(runtime, httpRequest({ query: { address: 'nowhere' } }));
    expect(malformed.body).toContain('is not host:port');
  });

  it('fails where the connection does, and the function goes on', async () => {
    const silent = await listen(createServer((socket) => socket.on('error', () => {})));
    const resetting = await listen(
      createServer((socket) => socket.on('error', () => {}).once('data', () => socket.resetAndDestroy())),
    );
    const run = await runFunction(
      `const connect = (address) => net.WasiTcpConn.connect(address);
      const tell = (promise) => promise.then((bytes) => print(bytes?.length), (error) => print(error.message));
      async function main() {
        const reset = await connect('${resetting}');
        await reset.write('');
        await reset.write('x');
        await tell(reset.read());
        const closed = await connect('${silent}');
        const reading = tell(closed.read());
        closed.close();
        closed.close();
        const other = await connect('${silent}');
        await reading;
        await tell(closed.read());
        await other.end();
        await tell(other.write('more'));
        await tell(other.write(1));
        await tell(other.read(0));
        print(closed.peer() === '${silent}');
      }`,
      standardInput(),
    );
    expect(run.halt).toEqual({ kind: 'exit', code: 0 });
    expect(run.stdoutText.split('\n')).toEqual([
      'the other end has reset the connection',
      'the connection is closed',
      'the connection is closed',
      'the connection takes no more data',
      'expected an ArrayBuffer or a view of one',
      'a read asks for one byte or more',
      'true',
      '',
    ]);
  });

  it('reads what is asked for, once for each read, while the memory grows', async () => {
    const address = await listen(echo());
    const run = await runFunction(
      `async function main() {
        const socket = await net.WasiTcpConn.connect('${address}');
        const parts = [socket.read(2), socket.read(2), socket.read()];
        const large = new Uint8Array(4e6);
        await socket.write('abcdef');
        print((await Promise.all(parts)).map((bytes) => new TextDecoder().decode(bytes)).join(), large.length);
      }`,
      standardInput(),
    );
    expect(run.stdoutText).toBe('ab,cd,ef 4000000\n');
  });

  it('is recorded from the beginning of a wait to its end', async () => {
    const address = await listen(echo());
    const run = await runFunction(
      `async function main() {
        const socket = await net.WasiTcpConn.connect('${address}');
        const reading = socket.read();
        await socket.write('x');
        await reading;
        await socket.end();
        socket.close();
      }`,
      standardInput(),
    );
    const calls = [
      'HOST_TCP_CONNECT',
      'WASI_SOCK_RECV',
      'WASI_SOCK_SEND',
      'WASI_SOCK_SHUTDOWN',
      'WASI_FD_CLOSE',
    ];
    expect(callsOf(run)).toEqual(calls);
    expect(run.model.calls.map(({ errno }) => errno ?? 0)).toEqual([0, 0, 0, 0, 0]);
    const [, receive, send] = run.model.calls;
    expect(receive?.end).toBeGreaterThan(send?.start ?? Number.POSITIVE_INFINITY);
  });

  it('reaches IPv6 addresses and names', async () => {
    const server = echo().listen(0, '::1');
    servers.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const named = await listen(echo());
    const run = await runFunction(
      `async function main() {
        print((await net.WasiTcpConn.connect('[::1]:${port}')).peer());
        print((await net.WasiTcpConn.connect('${named.replace('127.0.0.1', 'localhost')}')).peer());
      }`,
      standardInput(),
    );
    expect(run.stdoutText).toBe(`[::1]:${port}\n${named}\n`);
  });

  it('leaves nothing to the next invocation that was under way', async () => {
    const connected: Socket[] = [];
    const address = await listen(createServer((socket) => connected.push(socket.on('error', () => {}))));
    const runtime = await loadFunction(`
      async function trigger_http(request) {
        if (request.path === '/begin') {
          const socket = await net.WasiTcpConn.connect('${address}');
          socket.read();
          net.WasiTcpConn.connect('${address}');
        }
        return { status: 200, body: 'answered' };
      }`);
    expect((await answerOf(runtime, httpRequest({ path: '/begin' }))).body).toBe('answered');
    connected[0]?.write('late');
    for (let count = 0; count < 10; count += 1) {
      const next = await answerOf(runtime, httpRequest({ path: '/' }));
      expect(next.body).toBe('answered');
      expect(callsOf(next)).not.toContain('HOST_TCP_CONNECT');
    }
  });
});

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
      'TypeError: the server does not speak HTTP/1.1: SSH-2.0',
      'TypeError: fetch knows http and https, and not ftp:',
      expect.stringMatching(/^TypeError: no connection to 127\.0\.0\.1:1: .*ECONNREFUSED/),
    ]);
  });
});
