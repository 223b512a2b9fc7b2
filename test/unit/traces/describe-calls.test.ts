import { expect, it } from 'vitest';
import { describeCalls } from '../../../src-main/traces/describe-calls.ts';
import { call, model } from './sample-model.ts';
import { withResults, withTexts } from './sample-values.ts';

it('follows what descriptors are, from the call that opens one to the call that closes it', () => {
  const open = withResults(
    withTexts(call('path_open', [3n, 1n, 64n, 5n, 9n, 0n, 0n, 4n, 32n]), { path: 'a.txt' }),
    { opened_fd: 4n },
  );
  const write = withResults(call('fd_write', [4n, 16n, 1n, 32n]), { nwritten: 2n });
  const connect = withResults(withTexts(call('host_tcp_connect', [16n, 9n]), { address_ptr: 'db:5432' }), {
    fd: 5n,
  });
  const described = describeCalls(
    model({
      calls: [
        open,
        write,
        call('fd_close', [4n]),
        call('fd_close', [4n], { errno: 8 }),
        connect,
        call('fd_read', [5n]),
        call('fd_renumber', [5n, 6n]),
        call('fd_close', [6n]),
      ],
    }),
  );
  expect(described.map(({ explanation }) => explanation)).toEqual([
    'opened "a.txt" as descriptor 4',
    'wrote 2 bytes to a.txt',
    'closed a.txt',
    'could not close descriptor 4: bad file descriptor',
    'connected to "db:5432" as descriptor 5',
    'read 0 bytes from db:5432',
    'moved db:5432 to descriptor 6',
    'closed db:5432',
  ]);
  expect(described.map(({ category }) => category)).toEqual([
    'file',
    'file',
    'file',
    'file',
    'net',
    'net',
    'net',
    'net',
  ]);
  const decoded = Object.fromEntries(described[0]!.arguments.map(({ name, decoded }) => [name, decoded]));
  expect(decoded).toMatchObject({
    fd: '3',
    path: '"a.txt"',
    oflags: 'creat|trunc',
    dirflags: 'symlink_follow',
    fdflags: 'nonblock',
    opened_fd: '0x20',
  });
  expect(described[1]).toMatchObject({
    module: 'wasi_snapshot_preview1',
    name: 'fd_write',
    arguments: [{ name: 'fd', raw: '04', decoded: '4<a.txt>' }, {}, {}, {}],
    results: [{ name: 'nwritten', value: '2' }],
    errno: null,
  });
  expect(described[3]!.errno).toEqual({ code: 8, name: 'EBADF', meaning: 'bad file descriptor' });
});

it('numbers calls by their place in the invocation, those that were not kept counted', () => {
  const calls = [call('sched_yield', []), call('sched_yield', []), call('sched_yield', [])];
  const indices = describeCalls(model({ calls, gap: { position: 1, calls: 10 } })).map(({ index }) => index);
  expect(indices).toEqual([0, 11, 12]);
});

it('counts time from the start of the run', () => {
  const timed = { ...call('sched_yield', []), start: 120, end: 125, guestBefore: 20 };
  const untimed = { ...call('sched_yield', []), start: null, end: null };
  const [first, second] = describeCalls(
    model({ calls: [timed, untimed], timing: { start: 100, run: 50, total: 160 } }),
  );
  expect(first).toMatchObject({ start: 20, duration: 5, gap: 20 });
  expect(second).toMatchObject({ start: null, duration: null });
});

it('writes signed offsets, exit codes and enumerations as people do', () => {
  const [seek, exit] = describeCalls(
    model({
      calls: [call('fd_seek', [4n, 0xffff_ffff_ffff_fffen, 1n, 8n]), call('proc_exit', [0xffff_ffffn])],
    }),
  );
  expect(seek!.arguments.map(({ decoded }) => decoded)).toEqual(['4', '-2', 'cur', '0x8']);
  expect(exit!.arguments.map(({ decoded }) => decoded)).toEqual(['-1']);
});

it('tells why a connection did not come about, and of no other call that it failed', () => {
  const connect = (fd: bigint, remark: string | null) =>
    withResults(withTexts({ ...call('host_tcp_connect', [16n, 9n]), remark }, { address_ptr: 'db:5432' }), {
      fd,
    });
  const described = describeCalls(
    model({
      calls: [connect(0xffff_ffffn, 'connect ECONNREFUSED'), connect(0xffff_ffffn, null), connect(5n, null)],
    }),
  );
  expect(described.map(({ problem }) => problem)).toEqual(['connect ECONNREFUSED', 'no connection', null]);
});
