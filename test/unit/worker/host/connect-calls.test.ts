import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { EgressPolicy } from '../../../../src-main/contract/egress.ts';
import { importing, runGuest } from '../../../support/guest.ts';

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server on the loopback that treats each connection so; gives its address. */
async function listen(serve: (socket: Socket) => void, host = '127.0.0.1'): Promise<string> {
  const server = createServer({ allowHalfOpen: true }, serve).listen(0, host);
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

const echo = (socket: Socket) => socket.on('error', () => undefined).pipe(socket);

/**
 * Connects to the address that its second argument is, and exits with 1 where it can't. Sends "ping", ends its
 * side, and writes to stdout what comes back until there is no more.
 */
const client = `(module
  ${importing('args_sizes_get', 'args_get', 'host_tcp_connect', 'sock_send', 'sock_shutdown', 'sock_recv', 'fd_write', 'fd_close', 'proc_exit')}
  (memory (export "memory") 1)
  (data (i32.const 512) "ping")
  (func (export "_start") (local $fd i32) (local $address i32)
    (drop (call $args_sizes_get (i32.const 0) (i32.const 4)))
    (drop (call $args_get (i32.const 16) (i32.const 1024)))
    (local.set $address (i32.load (i32.const 20)))
    (call $host_tcp_connect (local.get $address)
      (i32.sub (i32.add (i32.const 1023) (i32.load (i32.const 4))) (local.get $address))
      (i32.const 0) (i32.const 8))
    (local.set $fd (i32.load (i32.const 8)))
    (if (i32.eq (local.get $fd) (i32.const -1)) (then (call $proc_exit (i32.const 1))))
    (i32.store (i32.const 32) (i32.const 512))
    (i32.store (i32.const 36) (i32.const 4))
    (drop (call $sock_send (local.get $fd) (i32.const 32) (i32.const 1) (i32.const 0) (i32.const 40)))
    (drop (call $sock_shutdown (local.get $fd) (i32.const 2)))
    (loop $more
      (i32.store (i32.const 32) (i32.const 2048))
      (i32.store (i32.const 36) (i32.const 256))
      (drop (call $sock_recv (local.get $fd) (i32.const 32) (i32.const 1) (i32.const 0)
        (i32.const 36) (i32.const 44)))
      (drop (call $fd_write (i32.const 1) (i32.const 32) (i32.const 1) (i32.const 48)))
      (br_if $more (i32.load (i32.const 36))))
    (drop (call $fd_close (local.get $fd)))))`;

const connectTo = (address: string) => runGuest(client, { arguments: ['client', address] });

describe('host_tcp_connect', () => {
  it('gives a descriptor that sends, receives and shuts down', async () => {
    const run = await connectTo(await listen(echo));
    expect(run).toMatchObject({ halt: { kind: 'exit', code: 0 }, stdoutText: 'ping' });
    const [, , connect] = run.model.calls;
    expect(connect).toMatchObject({ name: 'HOST_TCP_CONNECT', errno: null, remark: null });
    expect(connect?.results).toEqual([{ name: 'fd', kind: 'fd', value: 4n }]);
  });

  it('connects to IPv6 addresses in brackets, and to names', async () => {
    expect((await connectTo(await listen(echo, '::1'))).stdoutText).toBe('ping');
    const [, port] = (await listen(echo)).split(':');
    expect((await connectTo(`localhost:${port}`)).stdoutText).toBe('ping');
  });

  it('receives all that was sent before the other end closed', async () => {
    const text = 'x'.repeat(100_000);
    expect((await connectTo(await listen((socket) => socket.end(text)))).stdoutText).toBe(text);
  });

  it('says in the trace why there is no connection', async () => {
    const address = await listen(echo);
    const closed = servers.pop();
    closed?.close();
    const run = await connectTo(address);
    expect(run.halt).toEqual({ kind: 'exit', code: 1 });
    expect(run.model.calls[2]).toMatchObject({
      name: 'HOST_TCP_CONNECT',
      results: [{ name: 'fd', value: 0xffff_ffffn }],
      remark: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it.each(['nowhere', '127.0.0.1', ':80', '127.0.0.1:65536', '::1:80', '[::1]'])(
    'refuses the address %j',
    async (address) => {
      const run = await connectTo(address);
      expect(run.halt).toEqual({ kind: 'exit', code: 1 });
      expect(run.model.calls[2]?.remark).toContain('is not host:port');
    },
  );

  it('closes what the guest left open', async () => {
    const ended = Promise.withResolvers<void>();
    const address = await listen((socket) => {
      socket.on('error', () => undefined).on('close', () => ended.resolve());
      socket.end('bye').resume();
    });
    const leaving = client.replace('(drop (call $fd_close (local.get $fd)))', '');
    expect((await runGuest(leaving, { arguments: ['client', address] })).stdoutText).toBe('bye');
    await ended.promise;
  });
});

describe('an egress policy', () => {
  const connectUnder = (address: string, egress: EgressPolicy) =>
    runGuest(client, { arguments: ['client', address], egress });

  it('lets connections to its places pass', async () => {
    const address = await listen(echo);
    expect((await connectUnder(address, 'loopback')).stdoutText).toBe('ping');
    expect((await connectUnder(address, [address])).stdoutText).toBe('ping');
  });

  it('refuses others, and dmesg says why', async () => {
    const address = await listen(echo);
    const refused = await connectUnder(address, 'none');
    expect(refused.halt).toEqual({ kind: 'exit', code: 1 });
    const [, , connect] = refused.model.calls;
    expect(connect?.remark).toBe('egress: refused by policy (none)');
    const long = await connectUnder(`${'x'.repeat(200)}.example:80`, 'none');
    expect(long.model.calls[2]?.remark).toBe('egress: refused by policy (none)');
    const elsewhere = await connectUnder('203.0.113.5:80', 'loopback');
    expect(elsewhere.model.calls[2]?.remark).toBe('egress: refused by policy (loopback only)');
    const unlisted = await connectUnder(address, ['example.org:443', '127.0.0.1:1']);
    expect(unlisted.model.calls[2]?.remark).toBe('egress: refused by policy (2 places)');
  });
});
