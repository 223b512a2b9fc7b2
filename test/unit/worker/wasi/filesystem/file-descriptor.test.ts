import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Descriptor, fdFlag } from '../../../../../src-main/worker/wasi/descriptor.ts';
import { fileSystems } from './file-systems.ts';
import { nameOf, opened, plain, stated } from './open-files.ts';

describe.each(fileSystems)('a file %s', (_name, open) => {
  const create = (flags = 0) => opened(open().openPath('file', { ...plain, create: true, flags }));
  const write = (file: Descriptor, text: string) => file.write([Buffer.from(text)]);
  const contentOf = (file: Descriptor) => {
    const bytes = Buffer.alloc(Number(stated(file.stat()).size));
    file.pread([bytes], 0n);
    return bytes.toString();
  };

  test('has a position that reading, writing and seeking move', () => {
    const file = create();
    write(file, 'hello');
    expect(file.tell()).toBe(5n);
    expect(file.seek(-3n, 'current')).toBe(2n);
    const bytes = Buffer.alloc(2);
    expect(file.read([bytes])).toBe(2);
    expect(bytes.toString()).toBe('ll');
    expect(file.seek(-1n, 'end')).toBe(4n);
    write(file, 'O!');
    expect(contentOf(file)).toBe('hellO!');
    expect(file.seek(100n, 'start')).toBe(100n);
    expect(file.read([bytes])).toBe(0);
    expect(nameOf(file.seek(-101n, 'current'))).toBe('inval');
    expect(nameOf(file.seek(2n ** 62n, 'start'))).toBe('overflow');
    expect(file.tell()).toBe(100n);
    file.close();
  });

  test('is read and written elsewhere without moving it', () => {
    const file = create();
    write(file, 'abcdef');
    file.seek(1n, 'start');
    expect(file.pwrite([Buffer.from('XY')], 4n)).toBe(2);
    const bytes = Buffer.alloc(3);
    expect(file.pread([bytes], 3n)).toBe(3);
    expect(bytes.toString()).toBe('dXY');
    expect(file.pread([bytes], 6n)).toBe(0);
    expect(file.tell()).toBe(1n);
    expect(nameOf(file.pread([bytes], -1n))).toBe('inval');
    expect(nameOf(file.pwrite([bytes], -1n))).toBe('inval');
    file.close();
  });

  test('reads and writes many small buffers at once', () => {
    const file = create();
    const letters = Array.from({ length: 3000 }, (_, index) => Buffer.from([index % 251]));
    let written = 0;
    while (written < letters.length) written += file.write(letters.slice(written)) as number;
    file.seek(0n, 'start');
    const targets = letters.map(() => Buffer.alloc(1));
    let read = 0;
    while (read < targets.length) read += file.read(targets.slice(read)) as number;
    expect(Buffer.concat(targets).equals(Buffer.concat(letters))).toBe(true);
    expect(file.read([])).toBe(0);
    expect(file.write([])).toBe(0);
    file.close();
  });

  test('leaves zeros between its end and what is written further on', () => {
    const file = create();
    write(file, 'a');
    file.seek(4n, 'start');
    write(file, 'b');
    expect(contentOf(file)).toBe('a\0\0\0b');
    file.close();
  });

  test('is cut, lengthened and allocated', () => {
    const file = create();
    write(file, 'abcdef');
    expect(nameOf(file.setSize(2n))).toBe('success');
    expect(nameOf(file.setSize(4n))).toBe('success');
    expect(contentOf(file)).toBe('ab\0\0');
    expect(nameOf(file.allocate(1n, 2n))).toBe('success');
    expect(stated(file.stat()).size).toBe(4n);
    expect(nameOf(file.allocate(2n, 8n))).toBe('success');
    expect(stated(file.stat()).size).toBe(10n);
    expect(nameOf(file.allocate(0n, 0n))).toBe('inval');
    expect(nameOf(file.setSize(-1n))).toBe('inval');
    file.close();
  });

  test('is appended to while the flag is set, and only then', () => {
    const file = create(fdFlag.append);
    write(file, 'ab');
    file.seek(0n, 'start');
    write(file, 'cd');
    expect(file.tell()).toBe(4n);
    file.setFlags(0);
    file.seek(0n, 'start');
    write(file, 'X');
    expect(contentOf(file)).toBe('Xbcd');
    file.close();
  });

  test('takes advice, syncs, and writes through where it is told to', () => {
    const file = create(fdFlag.sync);
    expect(write(file, 'x')).toBe(1);
    file.setFlags(fdFlag.dsync);
    expect(write(file, 'y')).toBe(1);
    expect(nameOf(file.sync())).toBe('success');
    expect(nameOf(file.datasync())).toBe('success');
    expect(nameOf(file.advise(0n, 10n, 0))).toBe('success');
    expect(nameOf(file.advise(0n, 10n, 6))).toBe('inval');
    file.close();
  });

  test('is always ready, and says how much is left to read', () => {
    const file = create();
    write(file, 'abcdef');
    file.seek(2n, 'start');
    expect(file.readiness('read')).toBe(4);
    expect(file.readiness('write')).toBe(0);
    file.seek(20n, 'start');
    expect(file.readiness('read')).toBe(0);
    file.close();
  });

  test('holds what a plain buffer would after any transfers', () => {
    const transfer = fc.record({
      position: fc.nat(600),
      bytes: fc.uint8Array({ maxLength: 300 }),
      size: fc.option(fc.nat(700)),
    });
    fc.assert(
      fc.property(fc.array(transfer, { maxLength: 30 }), (transfers) => {
        const file = create();
        file.setSize(0n);
        let model = Buffer.alloc(0);
        for (const { position, bytes, size } of transfers) {
          file.pwrite(
            [bytes.subarray(0, 7), bytes.subarray(7)].filter(({ length }) => length > 0),
            BigInt(position),
          );
          if (bytes.length > 0) model = overwrite(model, position, bytes);
          if (size !== null) {
            file.setSize(BigInt(size));
            model = Buffer.concat([model.subarray(0, size)], size);
          }
        }
        const content = Buffer.alloc(Number(stated(file.stat()).size));
        file.pread([content], 0n);
        file.close();
        expect(content.equals(model)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

function overwrite(model: Buffer, position: number, bytes: Uint8Array): Buffer<ArrayBuffer> {
  const result = Buffer.alloc(Math.max(model.length, position + bytes.length));
  model.copy(result);
  result.set(bytes, position);
  return result;
}
