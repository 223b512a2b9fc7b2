import { expect, test } from 'vitest';
import { DirectoryDescriptor } from '../../../../../../src-main/worker/wasi/filesystem/directory-descriptor.ts';
import { createMemoryFileSystem } from '../../../../../../src-main/worker/wasi/filesystem/memory/memory-directory.ts';
import { nameOf, opened, plain, stated } from '../open-files.ts';

const entry = 256;
const folderOf = (limit: number) => new DirectoryDescriptor(createMemoryFileSystem(limit), '/tmp');

test('what fits is written, and nothing more', () => {
  const folder = folderOf(entry + 100);
  const file = opened(folder.openPath('file', { ...plain, create: true }));
  expect(file.write([Buffer.alloc(70)])).toBe(70);
  expect(file.write([Buffer.alloc(20), Buffer.alloc(20)])).toBe(30);
  expect(nameOf(file.write([Buffer.alloc(1)]))).toBe('nospc');
  expect(nameOf(file.setSize(101n))).toBe('nospc');
  expect(nameOf(file.allocate(0n, 101n))).toBe('nospc');
  expect(nameOf(file.pwrite([Buffer.alloc(1)], 1_000_000n))).toBe('nospc');
  expect(stated(file.stat()).size).toBe(100n);
  file.pwrite([Buffer.alloc(100)], 0n);
});

test('entries cost space too', () => {
  const folder = folderOf(3 * entry);
  expect(nameOf(folder.createDirectory('a'))).toBe('success');
  expect(nameOf(folder.symlink('a', 'b'))).toBe('success');
  opened(folder.openPath('c', { ...plain, create: true })).close();
  expect(nameOf(folder.createDirectory('d'))).toBe('nospc');
  expect(nameOf(folder.openPath('d', { ...plain, create: true }))).toBe('nospc');
  folder.removeDirectory('a');
  expect(nameOf(folder.createDirectory('d'))).toBe('success');
});

test('space comes back when the last name is gone and the last descriptor closed', () => {
  const folder = folderOf(2 * entry + 100);
  const file = opened(folder.openPath('file', { ...plain, create: true }));
  file.write([Buffer.alloc(100)]);
  folder.unlink('file');
  const other = opened(folder.openPath('other', { ...plain, create: true }));
  expect(nameOf(other.setSize(357n))).toBe('nospc');
  file.close();
  expect(nameOf(other.setSize(356n))).toBe('success');
  expect(nameOf(other.setSize(0n))).toBe('success');
  expect(other.write([Buffer.alloc(356)])).toBe(356);
});

test('replacing by renaming gives the space of the replaced file back', () => {
  const folder = folderOf(2 * entry + 20);
  for (const name of ['one', 'two']) {
    const file = opened(folder.openPath(name, { ...plain, create: true }));
    expect(file.write([Buffer.alloc(10)])).toBe(10);
    file.close();
  }
  folder.rename('one', folder, 'two');
  const file = opened(folder.openPath('two', plain));
  expect(nameOf(file.setSize(BigInt(entry + 20)))).toBe('success');
});
