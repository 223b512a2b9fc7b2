import { describe, expect, it } from 'vitest';
import { ByteSink } from '../../../../src-main/worker/stdio/byte-sink.ts';
import { Descriptor, fileType, right } from '../../../../src-main/worker/wasi/descriptor.ts';
import { errno } from '../../../../src-main/worker/wasi/errno.ts';
import { createTemporaryDirectory } from '../../../../src-main/worker/wasi/filesystem/temporary-directory.ts';
import { createHostcallGuest } from '../../../support/hostcalls.ts';

/** Something that never has a byte at once. */
class SlowSource extends Descriptor {
  readonly fileType = fileType.unknown;
  override rightsBase = right.fdRead;
  override async read(buffers: readonly Uint8Array[]): Promise<number> {
    await Promise.resolve();
    buffers[0]?.set([42]);
    return 1;
  }
}

describe('every hostcall', () => {
  it('is recorded with what it was given, what it returned and what it wrote', () => {
    const guest = createHostcallGuest({ descriptors: [new ByteSink('stdout', 100)] });
    guest.memory.writeU32(0, 16);
    guest.memory.writeU32(4, 3);
    guest.call('fd_write', 0, 0, 1, 8);
    guest.call('fd_seek', 7, -1n, 1, 8);
    expect(guest.trace()).toMatchObject([
      {
        name: 'WASI_FD_WRITE',
        errno: 0,
        parameters: [{ value: 0n }, { value: 0n }, { value: 1n }, { value: 8n }],
        results: [{ name: 'nwritten', value: 3n }],
      },
      {
        name: 'WASI_FD_SEEK',
        errno: errno.badf,
        parameters: [{ value: 7n }, { value: 0xffff_ffff_ffff_ffffn }, { value: 1n }, { value: 8n }],
        results: [],
      },
    ]);
  });

  it('shows the paths that it was given', () => {
    const guest = createHostcallGuest({ descriptors: [createTemporaryDirectory()] });
    guest.memory.slice(100, 4).set(Buffer.from('näh'));
    guest.call('path_unlink_file', 0, 100, 4);
    guest.call('path_unlink_file', 0, -5, 4);
    expect(guest.trace().map(({ parameters }) => parameters[1]?.text)).toEqual(['näh', '']);
    expect(guest.trace().map((call) => call.errno)).toEqual([errno.noent, errno.fault]);
  });

  it('reads memory that has grown since', () => {
    const guest = createHostcallGuest({ descriptors: [new ByteSink('stdout', 100)] });
    guest.grow();
    guest.memory.writeU32(70_000, 70_016);
    guest.memory.writeU32(70_004, 3);
    expect(guest.call('fd_write', 0, 70_000, 1, 70_008)).toBe(errno.success);
  });

  it('waits where the guest can be suspended', async () => {
    const guest = createHostcallGuest({ descriptors: [new SlowSource()], suspending: true });
    guest.memory.writeU32(0, 16);
    guest.memory.writeU32(4, 8);
    const reading = guest.call('fd_read', 0, 0, 1, 8);
    expect(guest.trace()).toMatchObject([{ returned: false }]);
    expect(await reading).toBe(errno.success);
    expect(guest.memory.readU8(16)).toBe(42);
    expect(guest.trace()).toMatchObject([{ returned: true, results: [{ name: 'nread', value: 1n }] }]);
  });

  it('answers enotsup where it would have to wait and cannot', () => {
    const guest = createHostcallGuest({ descriptors: [new SlowSource()] });
    guest.memory.writeU32(4, 8);
    expect(guest.call('fd_read', 0, 0, 1, 8)).toBe(errno.notsup);
  });
});
