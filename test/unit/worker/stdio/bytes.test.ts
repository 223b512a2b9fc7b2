import { describe, expect, it } from 'vitest';
import { GuestHalt } from '../../../../src-main/worker/guest-halt.ts';
import { ByteSink } from '../../../../src-main/worker/stdio/byte-sink.ts';
import { ByteSource } from '../../../../src-main/worker/stdio/byte-source.ts';
import { errno } from '../../../../src-main/worker/wasi/errno.ts';

describe('a source of bytes', () => {
  it('fills buffers in turn and ends', () => {
    const source = new ByteSource(Uint8Array.of(1, 2, 3));
    const [first, second] = [new Uint8Array(2), new Uint8Array(2)];
    expect(source.readiness('read')).toBe(3);
    expect(source.read([first, second])).toBe(3);
    expect([...first, ...second]).toEqual([1, 2, 3, 0]);
    expect(source.read([first])).toBe(0);
    expect(source.hungUp).toBe(true);
  });

  it('has no position and takes nothing', () => {
    const source = new ByteSource(Uint8Array.of(1));
    expect(source.seek(0n, 'start')).toBe(errno.spipe);
    expect(source.write([Uint8Array.of(1)])).toBe(-errno.badf);
  });
});

describe('a sink of bytes', () => {
  it('keeps what is written, in any number of pieces', () => {
    const sink = new ByteSink('stdout', 1000);
    for (let value = 0; value < 200; value += 1)
      expect(sink.write([Uint8Array.of(value), Uint8Array.of(value)])).toBe(2);
    expect(sink.bytes).toHaveLength(400);
    expect([...sink.bytes.subarray(0, 4), sink.bytes.at(-1)]).toEqual([0, 0, 1, 1, 199]);
  });

  it('copies', () => {
    const sink = new ByteSink('stdout', 10);
    const bytes = Uint8Array.of(1);
    sink.write([bytes]);
    bytes[0] = 9;
    expect([...sink.bytes]).toEqual([1]);
  });

  it('ends the guest beyond its limit, with what there was room for', () => {
    const sink = new ByteSink('stderr', 3);
    sink.write([Uint8Array.of(1, 2)]);
    expect(() => sink.write([Uint8Array.of(3, 4)])).toThrow(GuestHalt);
    expect([...sink.bytes]).toEqual([1, 2, 3]);
  });
});
