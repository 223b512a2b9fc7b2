import { describe, expect, test } from 'vitest';
import { preview0Abi } from '../../../../src-main/worker/wasi/abi.ts';
import { fileType, right } from '../../../../src-main/worker/wasi/descriptor.ts';
import { allRights, directoryRights } from '../../../../src-main/worker/wasi/filesystem/rights.ts';
import { createGuest, data, otherText, result, root } from './guest.ts';

const create = 1;
const follow = 1;

describe('a path', () => {
  test('is UTF-8 without NUL, inside of the memory, and not endless', () => {
    const { call, put } = createGuest();
    const make = (path: string | Uint8Array) => call('path_create_directory', root, ...put(path));
    expect(make('naïve 文')).toBe('success');
    expect(make('\ufeffmarked')).toBe('success');
    expect(make(Uint8Array.of(0x61, 0xff))).toBe('ilseq');
    expect(make('a\0b')).toBe('inval');
    expect(make('')).toBe('noent');
    expect(make('a/'.repeat(2049))).toBe('nametoolong');
    expect(call('path_create_directory', root, 65_530, 10)).toBe('fault');
  });

  test('starts from a directory that is open', () => {
    const { call, put, memory } = createGuest();
    expect(call('path_create_directory', 99, ...put('a'))).toBe('badf');
    call('path_open', root, 0, ...put('file'), create, 0n, 0n, 0, result);
    const file = memory.readU32(result);
    expect(call('path_create_directory', file, ...put('a'))).toBe('notdir');
    expect(call('path_open', file, 0, ...put('a'), create, 0n, 0n, 0, result)).toBe('notdir');
  });
});

describe('path_open', () => {
  test('gives the lowest free descriptor', () => {
    const { call, put, memory } = createGuest();
    const open = (name: string) => {
      expect(call('path_open', root, 0, ...put(name), create, allRights, 0n, 0, result)).toBe('success');
      return memory.readU32(result);
    };
    expect([open('a'), open('b'), open('c')]).toEqual([4, 5, 6]);
    call('fd_close', 5);
    expect(open('d')).toBe(5);
  });

  test('gives rights that mean something for what was opened', () => {
    const { call, put, memory } = createGuest();
    call('path_create_directory', root, ...put('directory'));
    const rights = allRights & ~right.fdWrite;
    for (const [name, flags] of [
      ['directory', 0],
      ['file', create],
    ] as const)
      expect(call('path_open', root, 0, ...put(name), flags, rights, rights, 0, result)).toBe('success');
    call('fd_fdstat_get', 4, data);
    expect([memory.readU64(data + 8), memory.readU64(data + 16)]).toEqual([directoryRights, rights]);
    call('fd_fdstat_get', 5, data);
    expect(memory.readU64(data + 8) & directoryRights & ~rights).toBe(0n);
    expect(memory.readU64(data + 8) & right.pathOpen).toBe(0n);
  });

  test('overlooks rights that preview 1 does not know, and refuses flags that it does not', () => {
    const { call, put } = createGuest();
    const open = (lookup: number, flags: number, rights: bigint, fdFlags: number) =>
      call('path_open', root, lookup, ...put('file'), flags, rights, rights, fdFlags, result);
    expect(open(0, create, -1n, 0)).toBe('success');
    expect(open(2, create, 0n, 0)).toBe('inval');
    expect(open(0, 16, 0n, 0)).toBe('inval');
    expect(open(0, create, 0n, 32)).toBe('inval');
  });

  test('needs rights for what the flags do', () => {
    const { call, put } = createGuest();
    const open = (flags: number, fdFlags: number) =>
      call('path_open', root, 0, ...put('file'), flags, 0n, 0n, fdFlags, result);
    expect(open(create, 0)).toBe('success');
    call('fd_fdstat_set_rights', root, right.pathOpen, right.fdRead);
    expect(open(0, 0)).toBe('success');
    expect(open(create, 0)).toBe('notcapable');
    expect(open(8, 0)).toBe('notcapable');
    expect(open(0, 16)).toBe('notcapable');
    expect(open(0, 2)).toBe('notcapable');
    call('fd_fdstat_set_rights', root, 0n, 0n);
    expect(open(0, 0)).toBe('notcapable');
  });

  test('answers emfile, and leaves nothing open, when there are too many', () => {
    const { call, put } = createGuest();
    const open = () => call('path_open', root, 0, ...put('file'), create, 0n, 0n, 0, result);
    let outcome = open();
    for (let count = 0; count < 5000 && outcome === 'success'; count += 1) outcome = open();
    expect(outcome).toBe('mfile');
    call('fd_close', 10);
    expect(open()).toBe('success');
  });
});

describe('path_filestat_get', () => {
  test('writes the layout that the guest was built for, of a link or of what it names', () => {
    for (const [abi, size] of [
      [{}, 32],
      [{ abi: preview0Abi }, 24],
    ] as const) {
      const { call, put, memory } = createGuest(abi);
      call('path_open', root, 0, ...put('file'), create, allRights, 0n, 0, result);
      call('fd_filestat_set_size', 4, 9n);
      expect(call('path_symlink', ...put('file'), root, ...put('link', otherText))).toBe('success');
      const stat = (flags: number) => {
        expect(call('path_filestat_get', root, flags, ...put('link'), data)).toBe('success');
        return [memory.readU8(data + 16), memory.readU64(data + size)];
      };
      expect(stat(0)).toEqual([fileType.symbolicLink, 4n]);
      expect(stat(follow)).toEqual([fileType.regularFile, 9n]);
      expect(call('path_filestat_get', root, 2, ...put('link'), data)).toBe('inval');
    }
  });
});

describe('path_filestat_set_times', () => {
  test('sets what the flags name', () => {
    const { call, put, memory } = createGuest();
    call('path_create_directory', root, ...put('a'));
    expect(call('path_filestat_set_times', root, 0, ...put('a'), 7n, 8n, 1)).toBe('success');
    call('path_filestat_get', root, 0, ...put('a'), data);
    expect(memory.readU64(data + 40)).toBe(7n);
    expect(memory.readU64(data + 48)).not.toBe(8n);
    expect(call('path_filestat_set_times', root, 0, ...put('a'), 7n, 8n, 3)).toBe('inval');
  });
});

describe('path_readlink', () => {
  test('gives as much of the target as there is room for', () => {
    const { call, put, memory } = createGuest();
    call('path_symlink', ...put('a/ü/b'), root, ...put('link', otherText));
    for (const [size, used] of [
      [3, 3],
      [6, 6],
      [100, 6],
      [0, 0],
    ] as const) {
      memory.slice(data, 16).fill(0xaa);
      expect(call('path_readlink', root, ...put('link'), data, size, result)).toBe('success');
      expect(memory.readU32(result)).toBe(used);
      expect(memory.slice(data, used)).toEqual(new Uint8Array(Buffer.from('a/ü/b').subarray(0, used)));
      expect(memory.readU8(data + used)).toBe(0xaa);
    }
  });
});

describe('calls with two paths', () => {
  test('rename and link, each with its own right at each end', () => {
    const { call, put } = createGuest();
    const paths = (from: string, to: string) => ({ from: put(from), to: put(to, otherText) }) as const;
    call('path_create_directory', root, ...put('a'));
    call('path_open', root, 0, ...put('file'), create, 0n, 0n, 0, result);
    const { from, to } = paths('file', 'a/file');
    expect(call('path_link', root, 0, ...from, root, ...to)).toBe('success');
    expect(call('path_unlink_file', root, ...put('file'))).toBe('success');
    const back = paths('a/file', 'file');
    expect(call('path_rename', root, ...back.from, root, ...back.to)).toBe('success');
    call('path_open', root, 0, ...put('.'), 2, directoryRights & ~right.pathRenameTarget, 0n, 0, result);
    const again = paths('file', 'other');
    expect(call('path_rename', root, ...again.from, 5, ...again.to)).toBe('notcapable');
    expect(call('path_rename', 5, ...again.from, root, ...again.to)).toBe('success');
    expect(call('path_link', root, 2, ...again.to, root, ...again.from)).toBe('inval');
  });

  test('path_remove_directory removes what path_create_directory made', () => {
    const { call, put } = createGuest();
    expect(call('path_create_directory', root, ...put('a/'))).toBe('success');
    expect(call('path_create_directory', root, ...put('a'))).toBe('exist');
    expect(call('path_remove_directory', root, ...put('a'))).toBe('success');
    expect(call('path_remove_directory', root, ...put('a'))).toBe('noent');
  });
});
