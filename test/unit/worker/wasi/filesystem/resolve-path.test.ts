import { describe, expect, test } from 'vitest';
import { fileType } from '../../../../../src-main/worker/wasi/descriptor.ts';
import { createTemporaryDirectory } from '../../../../../src-main/worker/wasi/filesystem/temporary-directory.ts';
import { fileSystems } from './file-systems.ts';
import { nameOf, openDirectory, opened, plain, readFile, stated, writeFile } from './open-files.ts';

describe.each(fileSystems)('a directory %s', (_name, open) => {
  describe('paths', () => {
    test('never lead above the directory that they start from', () => {
      const root = open();
      root.createDirectory('a');
      writeFile(root, 'outside', 'secret');
      const inner = openDirectory(root, 'a');
      for (const path of ['..', '../outside', './../outside', '/', '/outside', '/a'])
        expect(nameOf(inner.statPath(path, true)), path).toBe('notcapable');
      expect(nameOf(root.openPath('a/../../x', plain))).toBe('notcapable');
      expect(nameOf(root.rename('outside', inner, '../other'))).toBe('notcapable');
    });

    test('have a longest name', () => {
      const root = open();
      expect(nameOf(root.createDirectory('n'.repeat(255)))).toBe('success');
      expect(nameOf(root.createDirectory('n'.repeat(256)))).toBe('nametoolong');
      expect(nameOf(root.createDirectory('é'.repeat(128)))).toBe('nametoolong');
    });
  });

  describe('symbolic links', () => {
    test('are followed where they are told to be', () => {
      const root = open();
      root.createDirectory('a');
      writeFile(root, 'a/file', 'content');
      expect(nameOf(root.symlink('a', 'directory'))).toBe('success');
      root.symlink('directory/file', 'file');
      root.symlink('../a/./file', 'a/round');
      expect(readFile(root, 'file')).toBe('content');
      expect(readFile(root, 'directory/round')).toBe('content');
      expect(root.readlink('file')).toBe('directory/file');
      expect(stated(root.statPath('file', false))).toMatchObject({
        fileType: fileType.symbolicLink,
        size: 14n,
      });
      expect(stated(root.statPath('file', true)).fileType).toBe(fileType.regularFile);
      expect(stated(root.statPath('directory/', false)).fileType).toBe(fileType.directory);
      expect(nameOf(root.readlink('a'))).toBe('inval');
      expect(nameOf(root.readlink('a/file'))).toBe('inval');
    });

    test('are refused or kept as what they are otherwise', () => {
      const root = open();
      root.createDirectory('a');
      root.symlink('a', 'link');
      root.symlink('nowhere', 'dangling');
      const outcome = (path: string, options: Partial<typeof plain>) =>
        nameOf(root.openPath(path, { ...plain, rightsBase: 0n, ...options }));
      expect(outcome('link', {})).toBe('loop');
      expect(outcome('link', { directory: true })).toBe('notdir');
      expect(outcome('dangling', { followSymlinks: true })).toBe('noent');
      expect(outcome('dangling', { followSymlinks: true, create: true, exclusive: true })).toBe('exist');
      expect(nameOf(root.createDirectory('dangling'))).toBe('exist');
      expect(nameOf(root.removeDirectory('link'))).toBe('notdir');
      expect(nameOf(root.unlink('link/'))).toBe('notdir');
      expect(nameOf(root.unlink('link'))).toBe('success');
      expect(stated(root.statPath('a', false)).fileType).toBe(fileType.directory);
    });

    test('make the file that a dangling one names', () => {
      const root = open();
      root.symlink('target', 'dangling');
      opened(root.openPath('dangling', { ...plain, followSymlinks: true, create: true })).close();
      expect(stated(root.statPath('target', false)).fileType).toBe(fileType.regularFile);
    });

    test('never lead out and never go on for ever', () => {
      const root = open();
      root.createDirectory('a');
      expect(nameOf(root.symlink('/etc', 'absolute'))).toBe('notcapable');
      expect(nameOf(root.symlink('', 'empty'))).toBe('noent');
      root.symlink('../../..', 'a/up');
      root.symlink('loop', 'loop');
      root.symlink('ping/x', 'pong');
      root.symlink('pong/x', 'ping');
      expect(nameOf(root.statPath('a/up', true))).toBe('notcapable');
      expect(nameOf(root.openPath('a/up/etc/passwd', plain))).toBe('notcapable');
      expect(nameOf(root.statPath('loop', true))).toBe('loop');
      expect(nameOf(root.statPath('ping/x', true))).toBe('loop');
      expect(stated(root.statPath('loop', false)).fileType).toBe(fileType.symbolicLink);
    });

    test('can form a chain of forty and no longer', () => {
      const root = open();
      writeFile(root, 'link0', 'end');
      for (let index = 1; index <= 41; index += 1) root.symlink(`link${index - 1}`, `link${index}`);
      expect(readFile(root, 'link40')).toBe('end');
      expect(nameOf(root.statPath('link41', true))).toBe('loop');
    });
  });

  describe('hard links', () => {
    test('are names of one file', () => {
      const root = open();
      root.createDirectory('a');
      writeFile(root, 'file', 'one');
      expect(nameOf(root.link('file', false, openDirectory(root, 'a'), 'other'))).toBe('success');
      writeFile(root, 'a/other', 'two');
      expect(readFile(root, 'file')).toBe('two');
      expect(stated(root.statPath('file', false)).linkCount).toBe(2n);
      root.unlink('file');
      expect(stated(root.statPath('a/other', false)).linkCount).toBe(1n);
      expect(readFile(root, 'a/other')).toBe('two');
    });

    test('are refused where there can be none', () => {
      const root = open();
      root.createDirectory('a');
      writeFile(root, 'file', '');
      root.symlink('nowhere', 'dangling');
      const link = (path: string, newPath: string, follow = false) =>
        nameOf(root.link(path, follow, root, newPath));
      expect(link('a', 'b')).toBe('perm');
      expect(link('file', 'a')).toBe('exist');
      expect(link('file', 'file')).toBe('exist');
      expect(link('file', 'dangling')).toBe('exist');
      expect(link('file', 'b/')).toBe('noent');
      expect(link('file/', 'b')).toBe('notdir');
      expect(link('absent', 'b')).toBe('noent');
      expect(link('dangling', 'b', true)).toBe('noent');
      expect(link('dangling', 'b')).toBe('success');
      expect(root.readlink('b')).toBe('nowhere');
    });

    test('do not cross file systems', () => {
      const root = open();
      writeFile(root, 'file', '');
      const elsewhere = createTemporaryDirectory();
      expect(nameOf(root.link('file', false, elsewhere, 'file'))).toBe('xdev');
      expect(nameOf(root.rename('file', elsewhere, 'file'))).toBe('xdev');
    });
  });
});
