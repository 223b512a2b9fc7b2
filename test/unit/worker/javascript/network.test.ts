import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  answerOf,
  callsOf,
  httpRequest,
  loadFunction,
  runFunction,
  standardInput,
} from '../../../support/javascript-function.ts';
import { listen } from '../../../support/loopback-server.ts';
import { selfSignedCertificate } from '../../../support/self-signed-certificate.ts';

const echo = () =>
  createServer({ allowHalfOpen: true }, (socket: Socket) => {
    socket.on('error', () => undefined).pipe(socket);
  });

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
    const sixth = await listen(echo(), '::1');
    const named = await listen(echo());
    const run = await runFunction(
      `async function main() {
        print((await net.WasiTcpConn.connect('${sixth}')).peer());
        print((await net.WasiTcpConn.connect('${named.replace('127.0.0.1', 'localhost')}')).peer());
      }`,
      standardInput(),
    );
    expect(run.stdoutText).toBe(`${sixth}\n${named}\n`);
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

describe('net.WasiTlsConn', () => {
  const { key, cert } = selfSignedCertificate('functions.test');
  const servers = new Set<string>();
  const secure = () =>
    listen(
      createTlsServer(
        {
          key,
          cert,
          SNICallback: (name, answer) => {
            servers.add(name);
            answer(null);
          },
        },
        (socket) => socket.on('error', () => {}).pipe(socket),
      ),
    );
  const talk = (address: string, options: string) =>
    runFunction(
      `async function main() {
        try {
          const socket = await net.WasiTlsConn.connect('${address}'${options});
          await socket.write('over TLS');
          print(new TextDecoder().decode(await socket.read()), socket.peer());
        } catch (error) {
          print(error.message);
        }
      }`,
      standardInput(),
    );

  it('verifies the certificate for the name that it asks for', async () => {
    const trusted = getCACertificates('default');
    setDefaultCACertificates([...trusted, cert]);
    onTestFinished(() => setDefaultCACertificates(trusted));
    const address = await secure();
    const run = await talk(address, ", { serverName: 'functions.test' }");
    expect(run.stdoutText).toBe(`over TLS ${address}\n`);
    expect(servers).toEqual(new Set(['functions.test']));
    expect(callsOf(run)).toContain('HOST_TLS_CONNECT');
    const spelled = await talk(address, ", 'functions.test'");
    expect(spelled.stdoutText).toBe(`over TLS ${address}\n`);
    const mistaken = await talk(address, ", { serverName: 'other.test' }");
    expect(mistaken.stdoutText).toMatch(/^127\.0\.0\.1:\d+: .*other\.test/);
    expect((await talk(address, '')).stdoutText).toMatch(/^127\.0\.0\.1:\d+: .*127\.0\.0\.1/);
  });

  it('refuses a certificate that nobody has vouched for, and dmesg says so', async () => {
    const run = await talk(await secure(), ", { serverName: 'functions.test' }");
    expect(run.stdoutText).toMatch(/^127\.0\.0\.1:\d+: TLS handshake failed: self-signed/);
    const connect = run.model.calls.find(({ name }) => name === 'HOST_TLS_CONNECT');
    expect(connect?.remark).toMatch(/^TLS handshake failed: self-signed certificate/);
  });
});

describe('500 functions that wait', () => {
  it('leave the thread to one that computes, and each gets its own answer', async () => {
    const held: Socket[] = [];
    const address = await listen(createServer((socket) => held.push(socket.on('error', () => {}))));
    const runtime = await loadFunction(`
      async function trigger_http({ path, query }) {
        if (path === '/compute') return { status: 200, body: String(Array.from({ length: 1000 }, (_, n) => n).reduce((a, b) => a + b)) };
        if (path === '/sleep') await new Promise((resolve) => setTimeout(resolve, Number(query.time)));
        if (path === '/read') {
          const socket = await net.WasiTcpConn.connect('${address}');
          await socket.write(query.number + ';');
          return { status: 200, body: new TextDecoder().decode(await socket.read()) };
        }
        return { status: 200, body: query.number };
      }`);
    const begin = (path: string, number: number) =>
      answerOf(runtime, httpRequest({ path, query: { number: `${number}`, time: `${number % 100}` } }));
    const waiting = Array.from({ length: 500 }, (_, number) =>
      begin(number % 2 ? '/sleep' : '/read', number),
    );
    await vi.waitUntil(() => held.length === 250, { timeout: 10_000 });
    expect((await begin('/compute', 0)).body).toBe('499500');
    for (const socket of held) socket.once('data', (number) => socket.end(number.toString().slice(0, -1)));
    const bodies = (await Promise.all(waiting)).map(({ body }) => body);
    expect(bodies).toEqual(Array.from({ length: 500 }, (_, number) => `${number}`));
  });
});
