import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from '../../../../src-main/packager/module/byte-reader.ts';
import { encodeLeb128, readLeb128, skipLeb128 } from '../../../../src-main/packager/module/leb128.ts';

const anyInteger = fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 0xffff_ffff }));

describe('LEB128', () => {
  it('reads back what it writes, and skips exactly that', () => {
    fc.assert(
      fc.property(fc.array(anyInteger), (values) => {
        const bytes = Buffer.concat(values.map(encodeLeb128));
        const reader = new ByteReader(bytes, 'test');
        let offset = 0;
        for (const value of values) {
          expect(readLeb128(bytes, offset)).toBe(value);
          expect(reader.unsigned()).toBe(value);
          offset = skipLeb128(bytes, offset);
          expect(reader.offset).toBe(offset);
        }
        expect(offset).toBe(bytes.length);
      }),
    );
  });

  it('writes the shortest encoding', () => {
    expect([...encodeLeb128(0)]).toEqual([0]);
    expect([...encodeLeb128(127)]).toEqual([127]);
    expect([...encodeLeb128(128)]).toEqual([0x80, 1]);
    expect([...encodeLeb128(0xffff_ffff)]).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f]);
  });

  it('accepts the padding that linkers leave', () => {
    expect(new ByteReader(Uint8Array.of(0x83, 0x80, 0x80, 0x80, 0x00), 'test').unsigned()).toBe(3);
  });
});

describe('ByteReader', () => {
  it.each([
    ['a sixth byte', [0x80, 0x80, 0x80, 0x80, 0x80, 0x00], /more than 32 bits/],
    ['a 33rd bit', [0xff, 0xff, 0xff, 0xff, 0x1f], /more than 32 bits/],
    ['the end inside an integer', [0x80], /ends in the middle of an entry/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => new ByteReader(Uint8Array.from(bytes), 'type section').unsigned()).toThrow(message);
  });

  it('names the place and the offset', () => {
    const reader = new ByteReader(Uint8Array.of(3, 0x61), 'import section');
    expect(() => reader.name()).toThrow(
      expect.objectContaining({
        code: 'invalid-module',
        message: expect.stringMatching(/^The import section is malformed: .*\(offset 0x1\)/),
      }),
    );
  });

  it('refuses a name that is not UTF-8', () => {
    expect(() => new ByteReader(Uint8Array.of(1, 0xff), 'export section').name()).toThrow(/not UTF-8/);
  });
});
