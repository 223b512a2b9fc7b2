import { describe, expect, it } from 'vitest';
import type { InvocationInput, PulsarTriggerMessage } from '../../../../src-main/contract/invocation.ts';
import { httpRequest, runFunction, standardInput } from '../../../support/javascript-function.ts';

const handler = (body: string) => `function trigger_http(request) { ${body} }`;
const returning = (response: string) => runFunction(handler(`return ${response};`));
/** What an expression over the request gives, as JSON. */
const seen = async (expression: string, request = httpRequest()) =>
  JSON.parse(
    (await runFunction(handler(`return { status: 200, body: JSON.stringify(${expression}) }`), request)).body,
  );

describe('the HTTP trigger', () => {
  it('answers as the sample of the documentation does', async () => {
    const { response, body, stdoutText, halt } = await runFunction(`
      function trigger_http(request) {
        return {
          status: 200,
          statusText: "OK",
          headers: { "Content-Type": "text/plain", "X-Powered-By": "CleverCloud" },
          body: \`User-Agent: \${request.headers["User-Agent"]}\`,
        };
      }`);
    expect(halt).toEqual({ kind: 'exit', code: 0 });
    expect(response).toMatchObject({
      status: 200,
      statusText: 'OK',
      headers: [
        ['Content-Type', 'text/plain'],
        ['X-Powered-By', 'CleverCloud'],
      ],
    });
    expect(body).toBe('User-Agent: me');
    expect(stdoutText).toBe('');
  });

  it.each([
    ['declared', 'function trigger_http() { return { status: 201 }; }'],
    ['in a const', 'const trigger_http = () => ({ status: 201 });'],
    ['asynchronous', 'async function trigger_http() { await null; return { status: 201 }; }'],
    ['exported', 'export function trigger_http() { return { status: 201 }; }'],
    ['in the default export', 'export default { trigger_http() { return { status: 201 }; } };'],
    ['set as a global of a module', 'globalThis.trigger_http = () => ({ status: 201 }); export {};'],
    [
      'behind a top-level await',
      'export const trigger_http = await (async () => () => ({ status: 201 }))();',
    ],
  ])('finds a handler that is %s', async (_how, source) => {
    expect((await runFunction(source)).response).toMatchObject({ status: 201 });
  });

  it('hands over the whole request', async () => {
    expect(await seen('request', httpRequest({ method: 'POST', body: Buffer.from('hé') }))).toEqual({
      method: 'POST',
      url: 'http://localhost:8787/function_1/path?name=value&trigger=http',
      path: '/path',
      query: { name: 'value' },
      headers: { 'User-Agent': 'me', Accept: '*/*' },
      body: 'hé',
    });
  });

  it('finds headers in any spelling and lists them as they were sent', async () => {
    expect(
      await seen(`[
        request.headers['user-agent'], request.headers['USER-AGENT'], request.headers.get('accept'),
        request.headers.has('ACCEPT'), request.headers.missing === undefined, request.headers.get('missing'),
        'aCCept' in request.headers, 'missing' in request.headers,
        Object.keys(request.headers), { ...request.headers },
      ]`),
    ).toEqual([
      'me',
      'me',
      '*/*',
      true,
      true,
      null,
      true,
      false,
      ['User-Agent', 'Accept'],
      { 'User-Agent': 'me', Accept: '*/*' },
    ]);
  });

  it('gives the body as text and its bytes beside it', async () => {
    const bodyOf = (body: Uint8Array) => seen('[request.body, [...request.bytes]]', httpRequest({ body }));
    expect(await bodyOf(Buffer.from('é'))).toEqual(['é', [0xc3, 0xa9]]);
    expect(await bodyOf(Uint8Array.of(0xff, 0x61))).toEqual(['\ufffda', [0xff, 0x61]]);
    expect(await bodyOf(new Uint8Array(0))).toEqual(['', []]);
    expect(await bodyOf(Buffer.from('\ufeffbom'))).toEqual([
      '\ufeffbom',
      [0xef, 0xbb, 0xbf, 0x62, 0x6f, 0x6d],
    ]);
  });

  it.each([
    ['text', '"é"', 'é'],
    ['bytes', 'new Uint8Array([104, 105])', 'hi'],
    ['a part of a buffer', 'new Uint8Array([0, 104, 105, 0]).subarray(1, 3)', 'hi'],
    ['a buffer', 'new Uint8Array([104, 105]).buffer', 'hi'],
    ['a view', 'new Uint16Array([0x6968])', 'hi'],
    ['nothing', 'null', ''],
    ['half of a surrogate pair', '"\\ud800"', '\ufffd'],
  ])('sends a body that is %s', async (_what, body, sent) => {
    expect((await returning(`{ status: 200, body: ${body} }`)).body).toBe(sent);
  });

  it('sends headers from an object, with lists, and from Headers', async () => {
    const headers = async (value: string) =>
      (await returning(`{ status: 200, headers: ${value} }`)).response?.headers;
    expect(await headers('{ "X-One": "1", "Set-Cookie": ["a=1", "b=2"], "X-Two": 2 }')).toEqual([
      ['X-One', '1'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['X-Two', '2'],
    ]);
    expect(
      await headers('new Headers([["a", "1"], ["A", "2"], ["Set-Cookie", "x"], ["set-cookie", "y"]])'),
    ).toEqual([
      ['a', '1, 2'],
      ['set-cookie', 'x'],
      ['set-cookie', 'y'],
    ]);
  });

  it.each([
    ['undefined', /the response has to be an object, not missing/],
    ['null', /the response has to be an object, not null/],
    ['"text"', /the response has to be an object, not a string/],
    ['[]', /the response has to be an object, not a list/],
    ['{}', /status .* not missing/],
    ['{ status: "200" }', /status .* not a string/],
    ['{ status: 99 }', /status .* not 99/],
    ['{ status: 200, statusText: "a\\nb" }', /statusText has characters/],
    ['{ status: 200, headers: "x" }', /headers has to be an object, not a string/],
    ['{ status: 200, headers: { "a b": "1" } }', /"a b" is not a name/],
    ['{ status: 200, headers: { a: "1\\r\\nb: 2" } }', /header "a" has characters/],
    ['{ status: 200, headers: { a: {} } }', /header "a" has to be a string, not an object/],
    ['{ status: 200, body: 5 }', /body has to be a string or bytes, not a number/],
    ['{ status: 200, body: { a: 1 } }', /body has to be a string or bytes, not an object/],
  ])('says what is wrong with %s', async (response, problem) => {
    const { halt, response: sent } = await returning(response);
    expect(halt).toMatchObject({ kind: 'malformed-response', message: expect.stringMatching(problem) });
    expect(sent).toBeNull();
  });

  it('keeps what is logged out of the response', async () => {
    const { stdoutText, stderrText, body } = await runFunction(
      handler(
        'console.log("to stdout"); console.error("to stderr"); return { status: 200, body: "answer" };',
      ),
    );
    expect([stdoutText, stderrText, body]).toEqual(['to stdout\n', 'to stderr\n', 'answer']);
  });

  it('says how to define a handler where there is none', async () => {
    expect((await runFunction('const unrelated = 1;')).halt).toMatchObject({
      kind: 'exception',
      message: expect.stringMatching(/defines no trigger_http\. Add: function trigger_http\(request\)/),
    });
  });

  it('carries large bodies both ways', async () => {
    const body = Buffer.alloc(900_000, 'é');
    const answer = await runFunction(
      handler('return { status: 200, body: request.body }'),
      httpRequest({ body }),
    );
    expect(Buffer.compare(answer.response!.body, body)).toBe(0);
  });
});

describe('the Std trigger', () => {
  it('reads stdin and writes stdout', async () => {
    const { stdoutText } = await runFunction(
      'std.out.puts(readStdin().toUpperCase());',
      standardInput('grüße'),
    );
    expect(stdoutText).toBe('GRÜSSE');
  });

  it.each([
    ['declared', 'function main() { return "done"; }'],
    ['in a const', 'const main = async () => "done";'],
    ['exported', 'export async function main() { await null; return "done"; }'],
    ['the default export', 'export default () => new TextEncoder().encode("done");'],
  ])('calls main, %s, and writes what it gives', async (_how, source) => {
    expect((await runFunction(source, standardInput())).stdoutText).toBe('done');
  });

  it('goes on until no timer is left', async () => {
    const source = 'setTimeout(() => console.log("later"), 1); export default () => "first\\n";';
    expect((await runFunction(source, standardInput())).stdoutText).toBe('first\nlater\n');
  });

  it.each([0, 3])('ends with the exit code %i that the program asks for', async (code) => {
    const source = `try { std.exit(${code}); } finally { console.log("not reached"); }`;
    const { halt, stdoutText } = await runFunction(source, standardInput());
    expect(halt).toEqual({ kind: 'exit', code });
    expect(stdoutText).toBe('');
  });
});

describe('the Pulsar trigger', () => {
  const told: PulsarTriggerMessage = {
    topic: 'persistent://public/default/topic',
    messageId: '1:2:3',
    key: null,
    properties: { a: 'b' },
    publishTime: 1,
    eventTime: 2,
    redeliveryCount: 0,
  };
  const message: Partial<InvocationInput> = {
    trigger: 'Pulsar',
    head: JSON.stringify(told),
    body: Buffer.from('payload'),
  };

  it('hands over the message and acknowledges by returning', async () => {
    const source =
      'async function trigger_pulsar(message) { print(JSON.stringify(message), message.bytes.length); }';
    const { stdoutText, halt } = await runFunction(source, message);
    expect(JSON.parse(stdoutText.slice(0, stdoutText.lastIndexOf(' ')))).toEqual({
      ...told,
      payload: 'payload',
    });
    expect(stdoutText).toMatch(/ 7\n$/);
    expect(halt).toEqual({ kind: 'exit', code: 0 });
  });

  it('fails where the handler throws or is missing', async () => {
    const thrown = await runFunction('function trigger_pulsar() { throw new Error("not now"); }', message);
    expect(thrown.halt).toMatchObject({ kind: 'exception', message: 'Error: not now' });
    expect((await runFunction('let a;', message)).halt).toMatchObject({
      message: expect.stringContaining('Add: function trigger_pulsar(message)'),
    });
  });
});
