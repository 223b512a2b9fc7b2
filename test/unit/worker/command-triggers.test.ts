import { describe, expect, it } from 'vitest';
import type { HttpTriggerRequest } from '../../../src-main/contract/invocation.ts';
import { importing, runGuest } from '../../support/guest.ts';

/** Writes what fd 3 gives to stdout, and a text to fd 4. */
const answering = (answer: string) => `(module
  ${importing('fd_read', 'fd_write')}
  (memory (export "memory") 1)
  (data (i32.const 0) "\\00\\10\\00\\00\\00\\10\\00\\00")
  (data (i32.const 16) "\\00\\04\\00\\00${wordOf(Buffer.byteLength(answer))}")
  (data (i32.const 1024) "${answer.replaceAll('"', '\\"')}")
  (func (export "_start")
    (drop (call $fd_read (i32.const 3) (i32.const 0) (i32.const 1) (i32.const 4)))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
    (drop (call $fd_write (i32.const 4) (i32.const 16) (i32.const 1) (i32.const 8)))))`;

const wordOf = (value: number) =>
  [...Buffer.from(Uint32Array.of(value).buffer)]
    .map((byte) => `\\${byte.toString(16).padStart(2, '0')}`)
    .join('');

const request: HttpTriggerRequest = {
  method: 'POST',
  url: 'http://127.0.0.1:8787/function_1/path?a=1',
  path: '/path',
  query: { a: '1' },
  headers: { 'User-Agent': 'me' },
};

const http = (body: Uint8Array = new TextEncoder().encode('hé')) => ({
  trigger: 'Http' as const,
  head: JSON.stringify(request),
  body,
});

describe('the HTTP trigger of a command', () => {
  it('hands the request over on fd 3 and takes the response from fd 4', async () => {
    const run = await runGuest(
      answering('{"status":201,"headers":{"X-Powered-By":"me"},"body":"made"}'),
      http(),
    );
    expect(JSON.parse(run.stdoutText)).toEqual({ ...request, body: 'hé' });
    expect(run.halt).toEqual({ kind: 'exit', code: 0 });
    expect(run.response).toEqual({
      status: 201,
      statusText: '',
      headers: [['X-Powered-By', 'me']],
      body: new TextEncoder().encode('made'),
    });
  });

  it('passes bytes that are no text as base64', async () => {
    const run = await runGuest(answering('{"status":200,"bodyBase64":"/wA="}'), http(Uint8Array.of(0xff, 0)));
    expect(JSON.parse(run.stdoutText)).toMatchObject({ body: '', bodyBase64: '/wA=' });
    expect([...(run.response?.body ?? [])]).toEqual([0xff, 0]);
  });

  it('says what is wrong with a response', async () => {
    const run = await runGuest(answering('{"status":"fine"}'), http());
    expect(run.halt).toEqual({
      kind: 'malformed-response',
      message: 'status has to be a whole number from 200 to 599, not a string',
    });
    expect(run.response).toBeNull();
  });

  it.each([
    [1000, 'exit'],
    [1001, 'output-limit'],
  ])('bounds the body of a response: of 1000 bytes, %i end with %s', async (size, kind) => {
    const run = await runGuest(answering(`{"status":200,"body":"${'a'.repeat(size)}"}`), {
      ...http(new Uint8Array(0)),
      limits: { maxMemory: 65_536, output: 1000 },
    });
    expect(run.halt.kind).toBe(kind);
    expect(run.response === null).toBe(kind !== 'exit');
  });

  it('lets a C library find its preopened directory behind the channels', async () => {
    const run = await runGuest(
      `(module
        ${importing('fd_prestat_get', 'proc_exit')}
        (memory (export "memory") 1)
        (func $tag (param $fd i32) (result i32)
          (if (result i32) (call $fd_prestat_get (local.get $fd) (i32.const 0))
            (then (i32.const 9))
            (else (i32.ne (i32.load8_u (i32.const 0)) (i32.const 0)))))
        (func (export "_start") (call $proc_exit (i32.add (i32.add
          (i32.mul (call $tag (i32.const 3)) (i32.const 100))
          (i32.mul (call $tag (i32.const 4)) (i32.const 10)))
          (call $tag (i32.const 5))))))`,
      http(),
    );
    expect(run.halt).toEqual({ kind: 'exit', code: 110 });
  });

  it('names the channels for a guest that asks every descriptor for a name', async () => {
    const run = await runGuest(
      `(module
        ${importing('fd_prestat_get', 'fd_prestat_dir_name', 'fd_write')}
        (memory (export "memory") 1)
        (func $say (param $fd i32)
          (drop (call $fd_prestat_get (local.get $fd) (i32.const 0)))
          (drop (call $fd_prestat_dir_name (local.get $fd) (i32.const 16) (i32.load (i32.const 4))))
          (i32.store (i32.const 8) (i32.const 16))
          (i32.store (i32.const 12) (i32.load (i32.const 4)))
          (drop (call $fd_write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 0))))
        (func (export "_start")
          (call $say (i32.const 3)) (call $say (i32.const 4)) (call $say (i32.const 5))))`,
      http(),
    );
    expect(run.stdoutText).toBe('requestresponse/tmp');
  });
});

describe('the Pulsar trigger of a command', () => {
  it('hands the message over on fd 3', async () => {
    const message = {
      topic: 'persistent://a/b/c',
      messageId: '1:2',
      key: null,
      properties: { p: 'q' },
      publishTime: 1,
      eventTime: 2,
      redeliveryCount: 0,
    };
    const body = new TextEncoder().encode('news');
    const run = await runGuest(answering(''), { trigger: 'Pulsar', head: JSON.stringify(message), body });
    expect(JSON.parse(run.stdoutText)).toEqual({ ...message, payload: 'news' });
    expect(run).toMatchObject({ halt: { kind: 'exit', code: 0 }, response: null });
  });
});
