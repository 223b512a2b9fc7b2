import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectTcp } from '../../../../src-main/worker/host/connect.ts';

/** Every name that was looked up, and what all names stand for. */
const names = vi.hoisted(() => ({ asked: [] as string[], address: '127.0.0.1' }));

vi.mock('node:dns/promises', () => ({
  lookup: async (name: string) => {
    names.asked.push(name);
    return [{ address: names.address, family: 4 }];
  },
}));

let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());
afterEach(() => {
  names.asked.length = 0;
  names.address = '127.0.0.1';
});

describe('a name that the policy refuses', () => {
  it.each([
    ['none', 'none'],
    ['loopback', 'loopback only'],
    [['other.example:*'], 'other.example:*'],
    [['*.example:1', '*.test:1'], '2 places'],
    [['127.0.0.1:*'], '127.0.0.1:*'],
  ])('is not looked up: %j', async (policy, words) => {
    const { problem } = await connectTcp(`secret.example:${port}`, policy as never);
    expect(problem).toBe(`egress: refused by policy (${words})`);
    expect(names.asked).toEqual([]);
  });
});

describe('a name that the policy lets pass', () => {
  it('is looked up once, and what it stood for then is connected to', async () => {
    const { socket, problem } = await connectTcp(`service.localhost:${port}`, 'loopback');
    expect(problem).toBeNull();
    expect(names.asked).toEqual(['service.localhost']);
    expect(socket?.remoteAddress).toBe('127.0.0.1');
    socket?.destroy();
  });

  it.each([
    ['loopback', 'localhost', '203.0.113.5', 'loopback only'],
    [['rebound.example:*'], 'rebound.example', '127.0.0.1', 'rebound.example:*'],
    [['rebound.example:*'], 'rebound.example', '169.254.169.254', 'rebound.example:*'],
  ])('is refused where it stands for what it may not: %j, %s, %s', async (policy, name, address, words) => {
    names.address = address;
    const { problem } = await connectTcp(`${name}:${port}`, policy as never);
    expect(problem).toBe(`egress: refused by policy (${words}): ${name} stands for ${address}`);
  });
});
