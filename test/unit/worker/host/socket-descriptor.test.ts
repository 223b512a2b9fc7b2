import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { SocketDescriptor } from '../../../../src-main/worker/host/socket-descriptor.ts';
import { fdFlag } from '../../../../src-main/worker/wasi/descriptor.ts';
import { errno } from '../../../../src-main/worker/wasi/errno.ts';

const opened: { destroy(): void }[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
});

/** A descriptor and the other end of its connection. */
async function connection(flags = 0): Promise<{ descriptor: SocketDescriptor; peer: Socket }> {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const [[peer]] = await Promise.all([once(server, 'connection'), once(socket, 'connect')]);
  server.close();
  opened.push(socket, peer);
  return { descriptor: new SocketDescriptor(socket, flags), peer };
}

const options = (over: { peek?: boolean; waitForAll?: boolean } = {}) => ({
  peek: false,
  waitForAll: false,
  ...over,
});
const forever = new AbortController().signal;

describe('a socket', () => {
  it('peeks without taking', async () => {
    const { descriptor, peer } = await connection();
    peer.write('hello');
    const [peeked, read] = [new Uint8Array(3), new Uint8Array(8)];
    expect(await descriptor.receive([peeked], options({ peek: true }))).toBe(3);
    expect(await descriptor.receive([read], options())).toBe(5);
    expect(Buffer.from(peeked).toString()).toBe('hel');
    expect(Buffer.from(read.subarray(0, 5)).toString()).toBe('hello');
  });

  it('waits for all when it is told to', async () => {
    const { descriptor, peer } = await connection();
    const [first, second] = [new Uint8Array(3), new Uint8Array(3)];
    const received = descriptor.receive([first, second], options({ waitForAll: true }));
    peer.write('ab');
    await descriptor.whenReady('read', forever);
    peer.write('cdef');
    expect(await received).toBe(6);
    expect(Buffer.concat([first, second]).toString()).toBe('abcdef');
  });

  it('does not wait when it is not blocking', async () => {
    const { descriptor, peer } = await connection(fdFlag.nonblock);
    expect(descriptor.read([new Uint8Array(1)])).toBe(-errno.again);
    expect(descriptor.write([Uint8Array.of(1, 2)])).toBe(2);
    const ready = descriptor.whenReady('read', forever);
    peer.write('x');
    await ready;
    expect(descriptor.readiness('read')).toBe(1);
    expect(descriptor.read([new Uint8Array(1)])).toBe(1);
  });

  it('ends each direction on its own', async () => {
    const { descriptor, peer } = await connection();
    descriptor.shutdown({ receive: false, send: true });
    await once(peer.resume(), 'end');
    expect(descriptor.write([Uint8Array.of(1)])).toBe(-errno.pipe);
    peer.write('still');
    expect(await descriptor.read([new Uint8Array(8)])).toBe(5);
    descriptor.shutdown({ receive: true, send: false });
    expect(descriptor.read([new Uint8Array(8)])).toBe(0);
  });

  it('sends what was written before it is closed', async () => {
    const { descriptor, peer } = await connection();
    const chunks: Buffer[] = [];
    peer.on('data', (chunk) => chunks.push(chunk));
    const ended = once(peer, 'end');
    void descriptor.write([new Uint8Array(200_000)]);
    descriptor.close();
    await ended;
    expect(Buffer.concat(chunks)).toHaveLength(200_000);
  });

  it('tells of a connection that was reset', async () => {
    const { descriptor, peer } = await connection();
    const reading = descriptor.read([new Uint8Array(1)]);
    peer.resetAndDestroy();
    expect(await reading).toBe(-errno.connreset);
    expect(descriptor.readiness('write')).toBe(-errno.pipe);
  });
});
