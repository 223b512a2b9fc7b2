import { describe, expect, test } from 'vitest';
import { preview0Abi } from '../../../../src-main/worker/wasi/abi.ts';
import { fileType, right } from '../../../../src-main/worker/wasi/descriptor.ts';
import { allRights, fileRights } from '../../../../src-main/worker/wasi/filesystem/rights.ts';
import { createGuest, data, result, root } from './guest.ts';

type Guest = ReturnType<typeof createGuest>;

const create = 1;

/** Opens `file` in the guest's directory, with all rights unless it is told others, and gives the descriptor. */
function openFile(guest: Guest, { rights = fileRights, name = 'file', flags = 0 } = {}): number {
  expect(guest.call('path_open', root, 0, ...guest.put(name), create, rights, 0n, flags, result)).toBe(
    'success',
  );
  return guest.memory.readU32(result);
}

/** Puts an array of iovecs and gives what calls take for it. */
function iovecs(
  guest: Guest,
  ...buffers: [pointer: number, size: number][]
): [pointer: number, count: number] {
  for (const [index, [pointer, size]] of buffers.entries()) {
    guest.memory.writeU32(512 + index * 8, pointer);
    guest.memory.writeU32(516 + index * 8, size);
  }
  return [512, buffers.length];
}

describe('transfers', () => {
  test('gather and scatter over iovecs, empty ones among them', () => {
    const guest = createGuest();
    const fd = openFile(guest);
    guest.put('hello world', data);
    expect(guest.call('fd_write', fd, ...iovecs(guest, [data, 5], [0, 0], [data + 5, 6]), result)).toBe(
      'success',
    );
    expect(guest.memory.readU32(result)).toBe(11);
    expect(guest.call('fd_seek', fd, -5n, 2, result)).toBe('success');
    expect(guest.memory.readU64(result)).toBe(6n);
    expect(guest.call('fd_read', fd, ...iovecs(guest, [0, 0], [data, 2], [data + 8, 100]), result)).toBe(
      'success',
    );
    expect(guest.memory.readU32(result)).toBe(5);
    expect(Buffer.from(guest.memory.slice(data, 11)).toString()).toBe('wollo world');
  });

  test('come short rather than fill the host with views', () => {
    const guest = createGuest();
    const fd = openFile(guest);
    for (let page = 1; page < 20; page += 1) guest.grow();
    const count = 100_000;
    for (let index = 0; index < count; index += 1) {
      guest.memory.writeU32(65_536 + index * 8, data);
      guest.memory.writeU32(65_540 + index * 8, 1);
    }
    expect(guest.call('fd_write', fd, 65_536, count, result)).toBe('success');
    expect(guest.memory.readU32(result)).toBe(65_536);
  });

  test('at an offset leave the position alone', () => {
    const guest = createGuest();
    const fd = openFile(guest);
    guest.put('xyz', data);
    expect(guest.call('fd_pwrite', fd, ...iovecs(guest, [data, 3]), 2n, result)).toBe('success');
    expect(guest.call('fd_tell', fd, result)).toBe('success');
    expect(guest.memory.readU64(result)).toBe(0n);
    expect(guest.call('fd_pread', fd, ...iovecs(guest, [data, 3]), 3n, result)).toBe('success');
    expect(guest.memory.readU32(result)).toBe(2);
  });

  test('see the memory that the guest has after it grew', () => {
    const guest = createGuest();
    const fd = openFile(guest);
    guest.grow();
    guest.put('far', 70_000);
    expect(guest.call('fd_write', fd, ...iovecs(guest, [70_000, 3]), result)).toBe('success');
    expect(guest.memory.readU32(result)).toBe(3);
  });

  test('need a descriptor with the right to them', () => {
    const guest = createGuest();
    const fd = openFile(guest, { rights: right.fdRead });
    expect(guest.call('fd_write', fd, 512, 0, result)).toBe('notcapable');
    expect(guest.call('fd_seek', fd, 0n, 0, result)).toBe('notcapable');
    expect(guest.call('fd_pread', fd, 512, 0, 0n, result)).toBe('notcapable');
    expect(guest.call('fd_read', 99, 512, 0, result)).toBe('badf');
    expect(guest.call('fd_read', root, 512, 0, result)).toBe('notcapable');
  });
});

describe('whence', () => {
  test('is numbered start, current, end in preview 1, and current, end, start in preview 0', () => {
    for (const [abi, numbers] of [
      [{}, [0, 1, 2]],
      [{ abi: preview0Abi }, [2, 0, 1]],
    ] as const) {
      const guest = createGuest(abi);
      const fd = openFile(guest);
      guest.call('fd_filestat_set_size', fd, 10n);
      const positions = numbers.map((whence) => {
        expect(guest.call('fd_seek', fd, 3n, whence, result)).toBe('success');
        return guest.memory.readU64(result);
      });
      expect(positions).toEqual([3n, 6n, 13n]);
      expect(guest.call('fd_seek', fd, 0n, 3, result)).toBe('inval');
    }
  });
});

describe('fd_filestat_get', () => {
  test('writes the layout of preview 1', () => {
    const guest = createGuest();
    const fd = openFile(guest);
    guest.call('fd_filestat_set_size', fd, 77n);
    guest.call('fd_filestat_set_times', fd, 11n, 22n, 1 | 4);
    expect(guest.call('fd_filestat_get', fd, data)).toBe('success');
    expect(guest.memory.readU8(data + 16)).toBe(fileType.regularFile);
    expect([24, 32, 40, 48].map((offset) => guest.memory.readU64(data + offset))).toEqual([
      1n,
      77n,
      11n,
      22n,
    ]);
  });

  test('writes the layout of preview 0', () => {
    const guest = createGuest({ abi: preview0Abi });
    const fd = openFile(guest);
    guest.call('fd_filestat_set_size', fd, 77n);
    guest.call('fd_filestat_set_times', fd, 11n, 22n, 1 | 4);
    guest.memory.writeU64(data + 56, 0xffn);
    expect(guest.call('fd_filestat_get', fd, data)).toBe('success');
    expect(guest.memory.readU32(data + 20)).toBe(1);
    expect([24, 32, 40].map((offset) => guest.memory.readU64(data + offset))).toEqual([77n, 11n, 22n]);
    expect(guest.memory.readU64(data + 56)).toBe(0xffn);
  });
});

describe('fd_filestat_set_times', () => {
  test('takes a time or now, not both and nothing else', () => {
    const guest = createGuest();
    const fd = openFile(guest);
    expect(guest.call('fd_filestat_set_times', fd, 0n, 0n, 1 | 2)).toBe('inval');
    expect(guest.call('fd_filestat_set_times', fd, 0n, 0n, 4 | 8)).toBe('inval');
    expect(guest.call('fd_filestat_set_times', fd, 0n, 0n, 16)).toBe('inval');
    expect(guest.call('fd_filestat_set_times', fd, 5n, 5n, 1 | 8)).toBe('success');
    guest.call('fd_filestat_get', fd, data);
    expect(guest.memory.readU64(data + 40)).toBe(5n);
    expect(guest.memory.readU64(data + 48)).toBeGreaterThan(1_000_000_000_000_000_000n);
  });
});

describe('rights', () => {
  test('are given up for ever', () => {
    const guest = createGuest();
    const fd = openFile(guest);
    expect(guest.call('fd_fdstat_set_rights', fd, right.fdRead, 0n)).toBe('success');
    expect(guest.call('fd_fdstat_set_rights', fd, right.fdRead | right.fdWrite, 0n)).toBe('notcapable');
    expect(guest.call('fd_fdstat_get', fd, data)).toBe('success');
    expect(guest.memory.readU64(data + 8)).toBe(right.fdRead);
    expect(guest.call('fd_fdstat_set_rights', 99, 0n, 0n)).toBe('badf');
  });

  test('of a directory are what its files can have', () => {
    const guest = createGuest();
    guest.call('fd_fdstat_get', root, data);
    expect(guest.memory.readU8(data)).toBe(fileType.directory);
    expect(guest.memory.readU64(data + 16)).toBe(allRights);
    const base = guest.memory.readU64(data + 8);
    expect(guest.call('fd_fdstat_set_rights', root, base, allRights & ~right.fdWrite)).toBe('success');
    const open = (rights: bigint) =>
      guest.call('path_open', root, 0, ...guest.put('file'), create, rights, 0n, 0, result);
    expect(open(right.fdWrite)).toBe('notcapable');
    expect(open(right.fdRead)).toBe('success');
  });
});

describe('flags', () => {
  test('are read, set and checked', () => {
    const guest = createGuest();
    const fd = openFile(guest, { flags: 1 });
    guest.call('fd_fdstat_get', fd, data);
    expect(guest.memory.readU16(data + 2)).toBe(1);
    expect(guest.call('fd_fdstat_set_flags', fd, 4)).toBe('success');
    guest.call('fd_fdstat_get', fd, data);
    expect(guest.memory.readU16(data + 2)).toBe(4);
    expect(guest.call('fd_fdstat_set_flags', fd, 32)).toBe('inval');
  });
});

describe('preopened directories', () => {
  test('tell their name to whoever has room for it', () => {
    const guest = createGuest();
    expect(guest.call('fd_prestat_get', root, data)).toBe('success');
    expect([guest.memory.readU8(data), guest.memory.readU32(data + 4)]).toEqual([0, 4]);
    expect(guest.call('fd_prestat_dir_name', root, data, 3)).toBe('nametoolong');
    expect(guest.call('fd_prestat_dir_name', root, data, 4)).toBe('success');
    expect(Buffer.from(guest.memory.slice(data, 4)).toString()).toBe('/tmp');
    expect(guest.call('fd_prestat_get', openFile(guest), data)).toBe('badf');
    expect(guest.call('fd_prestat_get', 99, data)).toBe('badf');
  });

  test('can be closed and replaced like any other', () => {
    const guest = createGuest();
    const fd = openFile(guest);
    expect(guest.call('fd_renumber', fd, root)).toBe('success');
    expect(guest.call('fd_prestat_get', root, data)).toBe('badf');
    expect(guest.call('fd_close', fd)).toBe('badf');
    expect(guest.call('fd_close', root)).toBe('success');
    expect(guest.call('fd_renumber', root, root)).toBe('badf');
  });
});

describe('fd_readdir', () => {
  const names = ['a', 'bb', 'a longer name than others'];

  function fill(guest: Guest) {
    for (const name of names) guest.call('fd_close', openFile(guest, { name }));
  }

  /** Reads a listing with a buffer of that size as a C library does: what is cut off is asked for again. */
  function list(guest: Guest, size: number): string[] {
    const found: string[] = [];
    let cookie = 0n;
    for (let used = size; used === size; ) {
      expect(guest.call('fd_readdir', root, data, size, cookie, result)).toBe('success');
      used = guest.memory.readU32(result);
      let at = 0;
      while (used - at >= 24) {
        const length = guest.memory.readU32(data + at + 16);
        if (used - at < 24 + length) break;
        cookie = guest.memory.readU64(data + at);
        found.push(Buffer.from(guest.memory.slice(data + at + 24, length)).toString());
        at += 24 + length;
      }
    }
    return found;
  }

  test('gives every entry once, whatever the size of the buffer', () => {
    const guest = createGuest();
    fill(guest);
    for (const size of [49, 50, 64, 77, 100, 1000])
      expect(list(guest, size), `${size} bytes`).toEqual(['.', '..', ...names]);
  });

  test('fills a buffer that is too small for one entry, to the last byte and not beyond', () => {
    const guest = createGuest();
    for (const size of [0, 1, 23, 24]) {
      guest.memory.slice(data, 64).fill(0xaa);
      expect(guest.call('fd_readdir', root, data, size, 0n, result)).toBe('success');
      expect(guest.memory.readU32(result)).toBe(size);
      expect(guest.memory.readU8(data + size)).toBe(0xaa);
    }
  });

  test('uses less than the buffer at the end', () => {
    const guest = createGuest();
    expect(guest.call('fd_readdir', root, data, 1000, 2n, result)).toBe('success');
    expect(guest.memory.readU32(result)).toBe(0);
    expect(guest.call('fd_readdir', openFile(guest), data, 1000, 0n, result)).toBe('notcapable');
  });
});
