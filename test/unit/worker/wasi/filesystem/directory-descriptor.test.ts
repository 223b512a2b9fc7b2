import { describe, expect, test } from 'vitest';
import { fileType } from '../../../../../src-main/worker/wasi/descriptor.ts';
import { errno } from '../../../../../src-main/worker/wasi/errno.ts';
import { fileSystems } from './file-systems.ts';
import { nameOf, namesIn, openDirectory, opened, plain, readFile, stated, writeFile } from './open-files.ts';

describe.each(fileSystems)('a directory %s', (_name, open) => {
  describe('opening', () => {
    test('creates a file, finds it again and keeps what is in it', () => {
      const root = open();
      writeFile(root, 'a', 'hello');
      expect(readFile(root, 'a')).toBe('hello');
      expect(stated(root.statPath('a', false))).toMatchObject({
        fileType: fileType.regularFile,
        size: 5n,
        linkCount: 1n,
      });
    });

    test('answers what POSIX says for what is there or is not', () => {
      const root = open();
      writeFile(root, 'file', '');
      root.createDirectory('directory');
      const outcome = (path: string, options: Partial<typeof plain>) =>
        nameOf(root.openPath(path, { ...plain, rightsBase: 0n, ...options }));
      expect(outcome('absent', {})).toBe('noent');
      expect(outcome('', {})).toBe('noent');
      expect(outcome('absent/', { create: true })).toBe('isdir');
      expect(outcome('absent/file', { create: true })).toBe('noent');
      expect(outcome('file', { create: true, exclusive: true })).toBe('exist');
      expect(outcome('file', { directory: true })).toBe('notdir');
      expect(outcome('file/', {})).toBe('notdir');
      expect(outcome('file/x', {})).toBe('notdir');
      expect(outcome('file', { directory: true, create: true })).toBe('inval');
      expect(outcome('directory', { create: true })).toBe('isdir');
      expect(outcome('directory', { truncate: true })).toBe('isdir');
      expect(outcome('directory', { rightsBase: plain.rightsBase })).toBe('isdir');
      expect(outcome('directory', { create: true, exclusive: true })).toBe('exist');
    });

    test('truncates, and opens directories by any of their spellings', () => {
      const root = open();
      writeFile(root, 'file', 'content');
      opened(root.openPath('file', { ...plain, truncate: true })).close();
      expect(readFile(root, 'file')).toBe('');
      root.createDirectory('a');
      root.createDirectory('a/b');
      for (const path of ['a/b', './a/./b', 'a//b///', 'a/b/.', 'a/b/../b', 'a/b/../../a/b'])
        expect(stated(openDirectory(root, path).stat()).inode).toBe(
          stated(root.statPath('a/b', false)).inode,
        );
    });
  });

  describe('renaming', () => {
    test('moves files and directories, and takes the place of what may be replaced', () => {
      const root = open();
      for (const name of ['a', 'b', 'empty']) root.createDirectory(name);
      writeFile(root, 'a/file', 'moved');
      writeFile(root, 'file', 'replaced');
      expect(nameOf(root.rename('a/file', openDirectory(root, 'b'), 'file'))).toBe('success');
      expect(readFile(root, 'b/file')).toBe('moved');
      expect(nameOf(root.rename('b/file', root, 'file'))).toBe('success');
      expect(readFile(root, 'file')).toBe('moved');
      expect(nameOf(root.rename('a', root, 'empty'))).toBe('success');
      expect(nameOf(root.rename('empty/', root, 'c/'))).toBe('success');
      expect(namesIn(root).sort()).toEqual(['.', '..', 'b', 'c', 'file']);
    });

    test('refuses what would lose something or make no sense', () => {
      const root = open();
      for (const name of ['a', 'a/inner', 'full', 'empty']) root.createDirectory(name);
      writeFile(root, 'full/file', '');
      writeFile(root, 'file', '');
      const rename = (path: string, newPath: string) => nameOf(root.rename(path, root, newPath));
      expect(rename('absent', 'x')).toBe('noent');
      expect(rename('file', 'absent/x')).toBe('noent');
      expect(rename('a', 'full')).toBe('notempty');
      expect(rename('a', 'file')).toBe('notdir');
      expect(rename('file', 'empty')).toBe('isdir');
      expect(rename('full/file', 'full')).toBe('notempty');
      expect(rename('a', 'a/inner/x')).toBe('inval');
      expect(rename('file/', 'x')).toBe('notdir');
      expect(rename('file', 'x/')).toBe('notdir');
      expect(rename('a/.', 'x')).toBe('busy');
      expect(rename('a', 'full/..')).toBe('busy');
    });

    test('leaves two names of one file alone', () => {
      const root = open();
      writeFile(root, 'one', '');
      root.link('one', false, root, 'two');
      expect(nameOf(root.rename('one', root, 'two'))).toBe('success');
      expect(namesIn(root)).toHaveLength(4);
    });

    test('keeps an open directory usable under its new name', () => {
      const root = open();
      root.createDirectory('old');
      const inner = openDirectory(root, 'old');
      root.rename('old', root, 'new');
      writeFile(inner, 'file', 'here');
      expect(readFile(root, 'new/file')).toBe('here');
    });
  });

  describe('removing', () => {
    test('answers what POSIX says', () => {
      const root = open();
      root.createDirectory('full');
      root.createDirectory('empty');
      writeFile(root, 'full/file', '');
      expect(nameOf(root.removeDirectory('full'))).toBe('notempty');
      expect(nameOf(root.removeDirectory('full/file'))).toBe('notdir');
      expect(nameOf(root.removeDirectory('full/file/'))).toBe('notdir');
      expect(nameOf(root.removeDirectory('absent'))).toBe('noent');
      expect(nameOf(root.removeDirectory('empty/.'))).toBe('inval');
      expect(nameOf(root.unlink('empty'))).toBe('isdir');
      expect(nameOf(root.unlink('empty/'))).toBe('isdir');
      expect(nameOf(root.unlink('full/file/'))).toBe('notdir');
      expect(nameOf(root.unlink('absent'))).toBe('noent');
      expect(nameOf(root.removeDirectory('empty/'))).toBe('success');
      expect(nameOf(root.unlink('full/file'))).toBe('success');
    });

    test('leaves what is open usable', () => {
      const root = open();
      root.createDirectory('directory');
      const inner = openDirectory(root, 'directory');
      const file = opened(root.openPath('file', { ...plain, create: true }));
      root.unlink('file');
      root.removeDirectory('directory');
      expect(file.write([Buffer.from('still')])).toBe(5);
      expect(stated(file.stat())).toMatchObject({ size: 5n, linkCount: 0n });
      expect(nameOf(inner.openPath('x', { ...plain, create: true }))).toBe('noent');
      expect(nameOf(inner.createDirectory('x'))).toBe('noent');
      file.close();
    });
  });

  describe('listing', () => {
    test('has . and .. first, and inodes and types that stat has too', () => {
      const root = open();
      root.createDirectory('directory');
      writeFile(root, 'file', '');
      root.symlink('file', 'link');
      const entries = root.readDirectory(0n);
      if (typeof entries === 'number') throw new Error(`errno ${entries}`);
      const listed = [...entries];
      expect(listed.slice(0, 2).map(({ name }) => name)).toEqual(['.', '..']);
      for (const { name, inode, fileType: type } of listed.slice(2))
        expect(stated(root.statPath(name, false))).toMatchObject({ inode, fileType: type });
      expect(stated(root.stat()).inode).toBe(listed[0]?.inode);
    });

    test('goes on after any cookie, also while entries come and go', () => {
      const root = open();
      const names = Array.from({ length: 20 }, (_, index) => `file${index}`);
      for (const name of names) writeFile(root, name, '');
      const entries = root.readDirectory(0n);
      if (typeof entries === 'number') throw new Error(`errno ${entries}`);
      const listed = [...entries];
      for (const [index, { next }] of listed.entries())
        expect(namesIn(root, next)).toEqual(listed.slice(index + 1).map(({ name }) => name));
      const [third, fourth] = [listed[2]!, listed[3]!];
      root.unlink(third.name);
      root.unlink(fourth.name);
      writeFile(root, 'new', '');
      expect(namesIn(root, third.next)).toEqual(listed.slice(4).map(({ name }) => name));
      expect(namesIn(root)).toHaveLength(21);
      expect(namesIn(root, 2n ** 64n - 1n)).toEqual([]);
    });

    test('is refused to a file', () => {
      const root = open();
      const file = opened(root.openPath('file', { ...plain, create: true }));
      expect(file.readDirectory(0n)).toBe(errno.notdir);
      file.close();
    });
  });

  describe('times', () => {
    test('are kept to the nanosecond, of files, directories and links', () => {
      const root = open();
      const [access, modification] = [1_700_000_000_123_456_789n, 1_600_000_001_987_654_321n];
      writeFile(root, 'file', '');
      root.createDirectory('directory');
      root.symlink('file', 'link');
      for (const path of ['file', 'directory', 'link'])
        expect(nameOf(root.setPathTimes(path, false, { access, modification })), path).toBe('success');
      for (const path of ['file', 'directory', 'link'])
        expect(stated(root.statPath(path, false)), path).toMatchObject({
          accessTime: access,
          modificationTime: modification,
        });
    });

    test('can be set one by one, and through a link', () => {
      const root = open();
      writeFile(root, 'file', '');
      root.symlink('file', 'link');
      const before = stated(root.statPath('file', false));
      root.setPathTimes('link', true, { access: null, modification: 1_000_000_007n });
      expect(stated(root.statPath('file', false))).toMatchObject({
        accessTime: before.accessTime,
        modificationTime: 1_000_000_007n,
      });
      expect(nameOf(root.setPathTimes('file/', false, { access: 1n, modification: null }))).toBe('notdir');
    });

    test('move on when a file is written after they were set', () => {
      const root = open();
      const file = opened(root.openPath('file', { ...plain, create: true }));
      file.setTimes({ access: 5n, modification: 1_000n });
      file.write([Buffer.from('x')]);
      expect(stated(file.stat()).modificationTime).toBeGreaterThan(1_000_000_000_000_000_000n);
      file.close();
    });
  });
});
