import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { connectTls } from '../../../../src-main/worker/host/connect.ts';

it('says why there is no TLS with a server that speaks something else', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).end('220 not TLS\r\n');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { socket, problem } = await connectTls(`127.0.0.1:${port}`, 'localhost', 'all');
  expect(socket).toBeNull();
  expect(problem).toMatch(/^TLS handshake failed: [\w ]+$/);
  server.close();
});

it('says which address it was that is none', async () => {
  expect(await connectTls('localhost', '', 'all')).toEqual({
    socket: null,
    problem: '"localhost" is not host:port',
  });
});
