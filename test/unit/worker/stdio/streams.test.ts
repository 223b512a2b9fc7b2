import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { StreamSink } from '../../../../src-main/worker/stdio/stream-sink.ts';
import { StreamSource } from '../../../../src-main/worker/stdio/stream-source.ts';
import { fileType } from '../../../../src-main/worker/wasi/descriptor.ts';
import { errno } from '../../../../src-main/worker/wasi/errno.ts';

const pipe = { isTerminal: false };

describe('stdin over a stream', () => {
  it('gives what there is, keeps the rest, and ends', async () => {
    const stream = new PassThrough();
    const source = new StreamSource(stream, pipe);
    stream.end('hello');
    const [first, second] = [new Uint8Array(2), new Uint8Array(2)];
    expect(await source.read([first, second])).toBe(4);
    expect(Buffer.concat([first, second]).toString()).toBe('hell');
    expect(await source.read([first])).toBe(1);
    expect(await source.read([first])).toBe(0);
    expect(source.hungUp).toBe(true);
  });

  it('waits until there is something', async () => {
    const stream = new PassThrough();
    const source = new StreamSource(stream, pipe);
    expect(source.readiness('read')).toBeNull();
    const ready = source.whenReady('read', new AbortController().signal);
    const reading = source.read([new Uint8Array(8)]);
    stream.write('abc');
    await ready;
    expect(await reading).toBe(3);
  });

  it('stops waiting when nobody cares any more, and leaves no listener', async () => {
    const stream = new PassThrough();
    const source = new StreamSource(stream, pipe);
    const before = stream.listenerCount('readable');
    const abort = new AbortController();
    const ready = source.whenReady('read', abort.signal);
    abort.abort();
    await ready;
    expect(stream.listenerCount('readable')).toBe(before);
  });

  it('answers eio when the stream fails', async () => {
    const stream = new PassThrough();
    const source = new StreamSource(stream, pipe);
    const reading = source.read([new Uint8Array(8)]);
    stream.destroy(new Error('gone'));
    expect(await reading).toBe(-errno.io);
  });
});

describe('stdout over a stream', () => {
  it('copies what it is given', async () => {
    const stream = new PassThrough();
    const sink = new StreamSink(stream, pipe);
    const bytes = Uint8Array.of(1, 2);
    expect(await sink.write([bytes, Uint8Array.of(3)])).toBe(3);
    bytes.fill(9);
    expect([...(stream.read() as Buffer)]).toEqual([1, 2, 3]);
  });

  it('waits for a slow reader', async () => {
    const stream = new PassThrough({ highWaterMark: 2 });
    const writing = new StreamSink(stream, pipe).write([new Uint8Array(10)]);
    expect(writing).toBeInstanceOf(Promise);
    stream.resume();
    expect(await writing).toBe(10);
  });

  it('takes a buffer of any size, and of several only what it can hold', async () => {
    const large = new Uint8Array(10 * 1024 * 1024);
    const sink = new StreamSink(new PassThrough().resume(), pipe);
    expect(await sink.write([large, large, large])).toBe(large.length);
    expect(await sink.write(Array.from({ length: 65_536 }, () => large))).toBe(large.length);
    expect(await sink.write([new Uint8Array(20 * 1024 * 1024)])).toBe(20 * 1024 * 1024);
  });

  it('answers epipe when the reader is gone', async () => {
    const broken = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => done(new Error('gone')),
    });
    const sink = new StreamSink(broken, pipe);
    expect(await sink.write([new Uint8Array(4)])).toBe(-errno.pipe);
    expect(await sink.write([new Uint8Array(4)])).toBe(-errno.pipe);
  });

  it('says whether somebody looks at it', () => {
    expect(new StreamSink(new PassThrough(), { isTerminal: true }).fileType).toBe(fileType.characterDevice);
    expect(new StreamSink(new PassThrough(), pipe).fileType).toBe(fileType.unknown);
  });
});
