import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestEngine, type TestEngine } from '../../support/engine.ts';
import { compileFunction } from '../../support/javascript-function.ts';

let atelier: TestEngine;
const server = createServer({ allowHalfOpen: false });

beforeAll(async () => {
  atelier = await startTestEngine();
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  server.close();
  await atelier.stop();
});

it('says goodbye to the other end though no request follows', async () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const functionId = await atelier.serve(
    await compileFunction(`
      async function main() {
        const socket = await net.WasiTcpConn.connect("127.0.0.1:${port}");
        await socket.write("good night");
        return "sent";
      }
    `),
  );
  const connected = once(server, 'connection') as Promise<[Socket]>;
  expect(await atelier.call(functionId)).toMatchObject({ status: 200, text: 'sent' });
  const [socket] = await connected;
  let received = '';
  for await (const chunk of socket.setEncoding('utf8')) received += chunk;
  expect(received).toBe('good night');
});
