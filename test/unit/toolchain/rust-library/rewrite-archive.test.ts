import { expect, it } from 'vitest';
import { rewriteArchive } from '../../../../src-main/toolchain/rust-library/rewrite-archive.ts';

interface Member {
  readonly name: string;
  readonly data: Buffer;
}

const magic = '!<arch>\n';
const headerLength = 60;

function header(name: string, size: number): string {
  return `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'644'.padEnd(8)}${String(size).padEnd(10)}\`\n`;
}

/** An archive whose table of symbols names every member, by its own name. */
function archiveOf(members: readonly Member[]): Buffer {
  const names = members.map(({ name }) => `${name}\0`).join('');
  const table = Buffer.alloc(4 + 4 * members.length + names.length);
  table.writeUInt32BE(members.length, 0);
  table.write(names, 4 + 4 * members.length);
  const parts: Buffer[] = [
    Buffer.from(magic),
    Buffer.from(header('/', table.length)),
    table,
    Buffer.alloc(table.length % 2, '\n'),
  ];
  members.forEach(({ name, data }, index) => {
    table.writeUInt32BE(
      parts.reduce((sum, part) => sum + part.length, 0),
      4 + 4 * index,
    );
    parts.push(Buffer.from(header(name, data.length)), data, Buffer.alloc(data.length % 2, '\n'));
  });
  return Buffer.concat(parts);
}

/** The members that the table of symbols leads to. */
function membersOf(archive: Buffer): Record<string, string> {
  const count = archive.readUInt32BE(magic.length + headerLength);
  const offsets = Array.from({ length: count }, (_, index) =>
    archive.readUInt32BE(magic.length + headerLength + 4 + 4 * index),
  );
  const entries = offsets.map((offset) => {
    const size = Number(archive.toString('latin1', offset + 48, offset + 58));
    const start = offset + headerLength;
    return [
      archive.toString('latin1', offset, offset + 16).trimEnd(),
      archive.toString('latin1', start, start + size),
    ];
  });
  return Object.fromEntries(entries);
}

it('changes what members contain, and its table of symbols follows', () => {
  const archive = archiveOf([
    { name: 'first.o/', data: Buffer.from('a long one') },
    { name: 'second.o/', data: Buffer.from('odd') },
    { name: 'third.o/', data: Buffer.from('last') },
  ]);
  const rewritten = rewriteArchive(archive, (data) =>
    data.length > 4 ? Buffer.from('short') : Buffer.from(data),
  );
  expect(membersOf(rewritten!)).toEqual({ 'first.o/': 'short', 'second.o/': 'odd', 'third.o/': 'last' });
});

it('gives equal bytes where nothing changes', () => {
  const archive = archiveOf([{ name: 'first.o/', data: Buffer.from('odd') }]);
  expect(rewriteArchive(archive, (data) => data)).toEqual(archive);
});

it('leaves other forms alone', () => {
  const bsd = Buffer.from(`${magic}${header('#1/20', 4)}data`);
  expect(rewriteArchive(bsd, () => Buffer.alloc(0))).toBeUndefined();
  expect(rewriteArchive(Buffer.from('no archive'), (data) => data)).toBeUndefined();
});
