import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callWithRawHeaders, startTestEngine, type TestEngine } from '../../support/engine.ts';
import { fixtureText } from '../../support/fixtures.ts';
import { exiting, writing } from '../../support/programs.ts';

const limits = { requestBody: 1024 * 1024, output: 1024 * 1024, deadline: 20_000 };
let atelier: TestEngine;
let echo: string;

beforeAll(async () => {
  atelier = await startTestEngine(limits);
  echo = await atelier.serve(fixtureText('echo.wat'));
});
afterAll(() => atelier.stop());

describe('a Std invocation', () => {
  it('hands the body to stdin and answers with stdout as text', async () => {
    const answer = await atelier.call(echo, { method: 'POST', body: 'grüß dich' });
    expect(answer).toMatchObject({ status: 200, text: 'echo: grüß dich' });
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('atelier-invocation-id')).toMatch(/^invocation_[0-9a-f-]{36}$/);
  });

  it('answers with bytes where stdout is no text', async () => {
    const answer = await atelier.call(echo, { method: 'PUT', body: Uint8Array.of(0xff, 0, 0xfe) });
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  });

  it('carries bodies that no ring has room for', async () => {
    const body = 'x'.repeat(limits.requestBody - 100);
    const answer = await atelier.call(echo, { method: 'POST', body });
    expect(answer.text === `echo: ${body}`).toBe(true);
  });

  it.each(['GET', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND'])('is called by %s', async (method) => {
    expect(await atelier.call(`${echo}/some/path?name=value`, { method })).toMatchObject({
      status: 200,
      text: 'echo: ',
    });
  });

  it('answers HEAD with the head alone', async () => {
    const answer = await atelier.call(echo, { method: 'HEAD' });
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers.get('content-length')).toBe('6');
  });

  it('sees the environment of the function and nothing of the host', async () => {
    const id = await atelier.serve(fixtureText('print-environment.wat'), { environment: { FOO: 'BAR' } });
    expect((await atelier.call(id)).text).toBe('FOO=BAR\0');
  });
});

describe('?debug', () => {
  const keys = ['stdout', 'stderr', 'dmesg', 'trigger', 'responseBody', 'currentPages', 'size'];

  it.each(['debug', 'debug=', 'debug=true', 'trigger=std&debug'])(
    'tells everything for ?%s',
    async (query) => {
      const answer = await atelier.call(`${echo}?${query}`);
      expect(answer.status).toBe(200);
      const told = answer.json();
      expect(Object.keys(told)).toEqual(keys);
      expect(told).toMatchObject({
        stdout: 'echo: ',
        stderr: '',
        trigger: 'Std',
        responseBody: '',
        currentPages: 2,
      });
      expect(told.size).toBeGreaterThan(100);
      expect(told.dmesg).toMatch(/^Start time: .*\n\nWASI_FD_WRITE\(vmctx=/);
    },
  );

  it('tells of an HTTP trigger what it responded', async () => {
    const id = await atelier.serve(writing('{"status": 201, "body": "made"}', 4));
    const told = (await atelier.call(`${id}?trigger=http&debug`)).json();
    expect(told).toMatchObject({ trigger: 'Http', responseBody: 'made', stdout: '' });
  });

  it('is 200 for a function that failed, whose end dmesg tells', async () => {
    const id = await atelier.serve(fixtureText('trap.wat'));
    const answer = await atelier.call(`${id}?debug`);
    expect(answer.status).toBe(200);
    expect(answer.json().dmesg).toContain('unreachable');
  });

  it('is an error alone where nothing ran', async () => {
    const answer = await atelier.call('function_none?debug');
    expect(answer).toMatchObject({ status: 404 });
    expect(answer.json().error).toContain('function_none');
  });
});

describe('the HTTP trigger', () => {
  /** Responds with the request that it read: JSON on descriptor 3, passed on to stdout. */
  const reflecting = fixtureText('echo.wat')
    .replace('(call $fd_read (i32.const 0)', '(call $fd_read (i32.const 3)')
    .replace('(call $write (i32.const 64) (i32.const 6))', '');

  it('gives the request as a structure, its headers in canonical spelling', async () => {
    const id = await atelier.serve(reflecting);
    const url = `${atelier.engine.gatewayUrl}/${id}`;
    const { host } = new URL(url);
    const headers = [
      'host',
      host,
      'user-agent',
      'me',
      'X-COLOUR',
      'blue',
      'accept',
      'a/b',
      'Accept',
      'c/d',
      'content-length',
      '7',
    ];
    const answer = await callWithRawHeaders(`${url}/deep/er?trigger=http&debug&a=1&a=2&b=%20`, headers, {
      method: 'POST',
      body: Buffer.from('content'),
    });
    const request = JSON.parse(JSON.parse(answer.text).stdout);
    expect(request).toMatchObject({
      method: 'POST',
      url: `${url}/deep/er?trigger=http&debug&a=1&a=2&b=%20`,
      path: '/deep/er',
      query: { a: ['1', '2'], b: ' ' },
      body: 'content',
    });
    expect(request.headers).toMatchObject({
      Host: host,
      'User-Agent': 'me',
      'X-COLOUR': 'blue',
      Accept: 'a/b, c/d',
    });
  });

  it('is called by clients that put scheme and host into the request line', async () => {
    const { host } = new URL(atelier.engine.gatewayUrl);
    const [hostname, port] = host.split(':');
    const id = await atelier.serve(reflecting);
    const url = `http://${host}/${id}/deeper?trigger=http&debug`;
    const call = request({ host: hostname, port, path: url, headers: { host }, agent: false }).end();
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    const answer = JSON.parse(await text(response));
    expect(JSON.parse(answer.stdout)).toMatchObject({ url, path: '/deeper' });
  });

  it('answers with status, reason, headers and body of the response', async () => {
    const response = {
      status: 418,
      statusText: 'Short and stout',
      headers: {
        'X-Powered-By': 'steam',
        'Set-Cookie': ['a=1', 'b=2'],
        Connection: 'close',
        'Content-Length': '1',
      },
      body: 'tea',
    };
    const id = await atelier.serve(writing(JSON.stringify(response), 4));
    const url = `${atelier.engine.gatewayUrl}/${id}?trigger=http`;
    const answer = await callWithRawHeaders(url, ['Host', new URL(url).host]);
    expect(answer).toMatchObject({ status: 418, text: 'tea' });
    const pairs = answer.rawHeaders.join('\n');
    expect(pairs).toContain('X-Powered-By\nsteam');
    expect(pairs).toContain('Set-Cookie\na=1\nSet-Cookie\nb=2');
    expect(pairs).toContain('Content-Length\n3');
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['a header that HTTP has no place for', '{"status": 200, "headers": {"a b": "c"}}'],
  ])('is 502 with the reason for a response of %s', async (_, text) => {
    const id = await atelier.serve(writing(text, 4));
    const answer = await atelier.call(`${id}?trigger=http`);
    expect(answer.status).toBe(502);
    expect(answer.json().error).toMatch(/response/);
  });
});

describe('an error', () => {
  it('is 404 for an address that names no function, and says what one looks like', async () => {
    const answer = await atelier.call('');
    expect(answer.status).toBe(404);
    expect(answer.json().error).toContain('/<function_id>');
  });

  it('is 404 for a function that there is not', async () => {
    const answer = await atelier.call('function_none');
    expect(answer.status).toBe(404);
    expect(answer.json()).toMatchObject({ invocationId: expect.stringMatching(/^invocation_/) });
  });

  it('is 503 where no deployment is READY, and 404 once the function is gone', async () => {
    const desired = await atelier.make(writing('x'), { active: null });
    atelier.engine.apply(desired);
    await atelier.engine.keepTraces();
    expect((await atelier.call(desired.functionId)).status).toBe(503);
    atelier.engine.remove(desired.functionId);
    await atelier.engine.keepTraces();
    expect((await atelier.call(desired.functionId)).status).toBe(404);
  });

  it('is 400 for a trigger that there is not', async () => {
    expect((await atelier.call(`${echo}?trigger=carrier-pigeon`)).status).toBe(400);
  });

  it('is 502 with exit code and the end of stderr', async () => {
    const id = await atelier.serve(exiting(3, 'it is the wiring\n'));
    const answer = await atelier.call(id);
    expect(answer.status).toBe(502);
    expect(answer.json()).toMatchObject({ exitCode: 3, stderr: 'it is the wiring\n' });
  });

  it('is 502 and names the function that trapped', async () => {
    const id = await atelier.serve(fixtureText('trap.wat'));
    expect((await atelier.call(id)).json().error).toMatch(/unreachable at \w+/);
  });

  it.each([
    ['evil.example', 403],
    ['localhost.evil.example', 403],
    ['localhost:1', 200],
    ['[::1]:1', 200],
    ['function.localhost', 200],
  ])('follows the Host header: %s is %i', async (host, status) => {
    const answer = await callWithRawHeaders(`${atelier.engine.gatewayUrl}/${echo}`, ['Host', host]);
    expect(answer.status).toBe(status);
  });
});

describe('a body that is too large', () => {
  it('is refused by its announced length, unread', async () => {
    const answer = await rawRequest(
      `POST /${echo} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('is not asked for where the client waits to be asked', async () => {
    const answer = await rawRequest(
      `POST /${echo} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 100000000\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('is refused where it comes in chunks', async () => {
    async function* chunks() {
      for (let sent = 0; sent < 8; sent += 1) yield new Uint8Array(limits.requestBody / 4);
    }
    const answer = await atelier.call(echo, {
      method: 'POST',
      body: ReadableStream.from(chunks()) as never,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
  });

  it('is asked for where it is not', async () => {
    const answer = await rawRequest(
      `POST /${echo} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK[\s\S]*echo: hi$/);
  });
});

/** Sends these bytes and gives everything that comes back until the gateway ends the connection. */
function rawRequest(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(atelier.engine.gatewayUrl).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('end', () => {
      socket.end();
      resolve(answer);
    });
    socket.on('error', reject);
    socket.write(text);
  });
}
