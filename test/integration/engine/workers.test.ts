import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineFacts } from '../../../src-main/contract/engine-messages.ts';
import { type Answer, startTestEngine, type TestEngine } from '../../support/engine.ts';
import { fixtureText } from '../../support/fixtures.ts';
import { compileFunction } from '../../support/javascript-function.ts';
import { sleeping } from '../../support/programs.ts';

let atelier: TestEngine;

beforeAll(async () => {
  atelier = await startTestEngine({ queue: 1_000 }, 1);
});
afterAll(() => atelier.stop());

/** Whether exactly so many workers serve and none is on its way out. */
const settledAt =
  (count: number) =>
  ({ workers }: EngineFacts) =>
    workers.filter(({ state }) => state === 'idle' || state === 'busy').length === count &&
    workers.every(({ state }) => state !== 'retiring');

it('adds and removes workers under load without losing a request', async () => {
  const echo = await atelier.serve(fixtureText('echo.wat'), { maxInstances: 64 });
  const answers: Answer[] = [];
  let isOver = false;
  const client = async (name: number) => {
    for (let index = 0; !isOver; index += 1) {
      const body = `${name}.${index}`;
      const answer = await atelier.call(echo, { method: 'POST', body });
      expect(answer).toMatchObject({ status: 200, text: `echo: ${body}` });
      answers.push(answer);
    }
  };
  const clients = Array.from({ length: 24 }, (_, name) => client(name));
  for (const workers of [3, 1, 2]) {
    const served = answers.length;
    atelier.engine.setWorkers(workers);
    await atelier.when(settledAt(workers));
    await atelier.when((facts) => facts.served > served + 50);
  }
  isOver = true;
  await Promise.all(clients);
});

it('lets what sleeps on a worker wake up there before that goes', async () => {
  atelier.engine.setWorkers(2);
  await atelier.when(settledAt(2));
  const sleeper = await atelier.serve(sleeping(1_500, 'slept'), { maxInstances: 40 });
  const sleepers = Array.from({ length: 40 }, () => atelier.call(sleeper));
  await atelier.when(({ running }) => running === 40);
  atelier.engine.setWorkers(1);
  await atelier.when(({ workers }) => workers.some(({ state }) => state === 'retiring'));
  for (const answer of await Promise.all(sleepers))
    expect(answer).toMatchObject({ status: 200, text: 'slept' });
  await atelier.when(settledAt(1));
});

it('lets connections of a worker that goes say goodbye', async () => {
  const server = createServer({ allowHalfOpen: true });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  // More than the system takes off a program's hands.
  const size = 16_000_000;
  const id = await atelier.serve(
    await compileFunction(`
      async function main() {
        const socket = await net.WasiTcpConn.connect("127.0.0.1:${port}");
        void socket.write(new Uint8Array(${size}));
        process.exit(0);
      }
    `),
  );
  const connected = once(server, 'connection') as Promise<[Socket]>;
  const answer = atelier.call(id);
  const [socket] = await connected;
  expect((await answer).status).toBe(200);
  atelier.engine.setWorkers(2);
  await atelier.when(settledAt(2));
  // Of two that have nothing to do, the older one goes: the one that was at work.
  atelier.engine.setWorkers(1);
  await atelier.when(({ workers }) => workers.some(({ state }) => state === 'retiring'));
  let received = 0;
  for await (const chunk of socket) received += (chunk as Buffer).length;
  expect(received).toBe(size);
  socket.end();
  server.close();
});

it('keeps its number of workers when the engine is replaced', async () => {
  atelier.engine.setWorkers(3);
  await atelier.when(settledAt(3));
  const { pid } = atelier.engine;
  process.kill(pid!, 'SIGKILL');
  await atelier.when((facts) => atelier.engine.pid !== pid && settledAt(3)(facts));
});
