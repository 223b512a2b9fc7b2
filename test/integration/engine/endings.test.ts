import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EngineFacts } from '../../../src-main/contract/engine-messages.ts';
import type { KeptInvocation } from '../../../src-main/traces/kept-invocation.ts';
import { startTestEngine, type TestEngine } from '../../support/engine.ts';
import { fixtureText } from '../../support/fixtures.ts';
import { importing } from '../../support/guest.ts';
import { compileFunction } from '../../support/javascript-function.ts';
import { listen } from '../../support/loopback-server.ts';
import { sleeping, writing } from '../../support/programs.ts';

let atelier: TestEngine;

beforeAll(async () => {
  atelier = await startTestEngine({ deadline: 3_000 }, 1);
  await atelier.when((facts) => serving(facts) !== undefined);
});
afterAll(() => atelier.stop());
afterEach(() => running(0));

const askingTheTimeForEver = `(module ${importing('clock_time_get')} (memory (export "memory") 1)
  (func (export "_start") (loop $again
    (drop (call $clock_time_get (i32.const 1) (i64.const 0) (i32.const 0)))
    (br $again))))`;

/** Sleeps for a tenth of a second. */
const sleepingThenComputing = sleeping(100, '').replace(
  '(drop (call $fd_write',
  '(loop $again (br $again)) (drop (call $fd_write',
);

/** Calls the function and gives the engine's end while that is under way. */
async function dieUnder(id: string): Promise<void> {
  const called = atelier.call(id);
  await atelier.when(({ underWay }) => underWay.some(({ functionId }) => functionId === id));
  process.kill(atelier.engine.pid!, 'SIGKILL');
  await expect(called).rejects.toThrow();
}

/** A script that connects and then does this; `socket` is its connection. */
function connectedTo(address: string, script: string): Promise<Uint8Array> {
  return compileFunction(`async function main() {
    const socket = await net.WasiTcpConn.connect("${address}");
    ${script}
  }`);
}

/** Listens, and gives the address and the next connection. */
async function listening(): Promise<{ address: string; connection: () => Promise<Socket> }> {
  const server: Server = createServer((socket) => socket.resume());
  const address = await listen(server);
  return { address, connection: async () => ((await once(server, 'connection')) as [Socket])[0] };
}

/** The newest invocation of a function, once one is kept. */
async function lastOf(functionId: string, { traces } = atelier): Promise<KeptInvocation> {
  for (;;) {
    const [newest] = await traces((store) => store.list({ functionId, limit: 1, before: null }));
    if (newest !== undefined) return newest;
  }
}

const serving = ({ workers }: EngineFacts) => workers.find(({ state }) => /idle|busy/.test(state))?.id;

const running = (count: number) => atelier.when((facts) => facts.running === count);

/** Calls the function, leaves once it has begun, and waits until nothing of it is there. */
async function callAndLeave(id: string, begun: () => Promise<unknown>): Promise<void> {
  const client = new AbortController();
  const called = atelier.call(id, { signal: client.signal });
  await begun();
  await running(1);
  client.abort();
  await expect(called).rejects.toThrow();
  await running(0);
}

const suspended = () => atelier.when(({ workers }) => workers.some((worker) => worker.suspended === 1));

describe('a function whose client goes away', () => {
  it('ends where it waits, frees its instance and is kept as cancelled', async () => {
    const id = await atelier.serve(sleeping(600_000, 'never'), { maxInstances: 1 });
    const worker = serving(atelier.engine.facts!);
    await callAndLeave(id, suspended);
    expect(await lastOf(id)).toMatchObject({ halt: 'cancelled', status: 499, calls: 1, responseSize: 0 });
    expect(serving(atelier.engine.facts!)).toBe(worker);
  });

  it('closes its connections', async () => {
    const { address, connection } = await listening();
    const id = await atelier.serve(await connectedTo(address, 'await socket.read(); print("never");'));
    const connected = connection();
    await callAndLeave(id, () => connected);
    const socket = await connected;
    if (!socket.closed) await once(socket, 'close');
    expect(await lastOf(id)).toMatchObject({ halt: 'cancelled', status: 499 });
  });

  it.each([
    ['calls its host without end', 'for (;;) performance.now();'],
    ['computes without end in a script', 'for (;;);'],
    ['sets timers without end', 'for (;;) await new Promise((resolve) => setTimeout(resolve, 1));'],
  ])('ends though it %s', async (_, script) => {
    const { address, connection } = await listening();
    const id = await atelier.serve(await connectedTo(address, script));
    const worker = serving(atelier.engine.facts!);
    await callAndLeave(id, connection);
    expect(await lastOf(id)).toMatchObject({ halt: 'cancelled', status: 499 });
    expect(serving(atelier.engine.facts!)).toBe(worker);
  });

  it('is kept as refused where it had not begun', async () => {
    const id = await atelier.serve(sleeping(1_500, 'slept'), { maxInstances: 1 });
    const first = atelier.call(id);
    await suspended();
    const client = new AbortController();
    const given = atelier.call(id, { signal: client.signal });
    await atelier.when(({ queued }) => queued === 1);
    client.abort();
    await expect(given).rejects.toThrow();
    expect((await first).text).toBe('slept');
    const kept = await atelier.traces((store) => store.list({ functionId: id, limit: 9, before: null }));
    expect(kept.map(({ halt, status }) => [halt, status])).toEqual(
      expect.arrayContaining([
        ['exit', 200],
        ['refused', 499],
      ]),
    );
  });
});

describe('a function that only computes', () => {
  it('is ended with its thread when its client is gone and nothing else would be lost', async () => {
    const patient = await startTestEngine({ deadline: 600_000 }, 1);
    try {
      const id = await patient.serve(fixtureText('infinite-loop.wat'));
      const client = new AbortController();
      const called = patient.call(id, { signal: client.signal });
      // A worker that is stuck lets another one take what comes: by then the loop has begun.
      await patient.when((facts) => facts.running === 1);
      expect((await patient.call(await patient.serve(writing('beside it')))).text).toBe('beside it');
      client.abort();
      await expect(called).rejects.toThrow();
      expect(await lastOf(id, patient)).toMatchObject({ halt: 'cancelled', status: 499 });
    } finally {
      await patient.stop();
    }
  });
});

describe('at the deadline', () => {
  it.each([
    ['calls its host', async () => askingTheTimeForEver],
    ['is a script', () => compileFunction('function main() { for (;;); }')],
  ])('a function that %s ends without its thread', async (_, program) => {
    const id = await atelier.serve(await program());
    const worker = serving(atelier.engine.facts!);
    const called = atelier.call(id);
    await running(1);
    expect((await called).status).toBe(504);
    await running(0);
    expect(await lastOf(id)).toMatchObject({ halt: 'deadline' });
    expect(serving(atelier.engine.facts!)).toBe(worker);
  });
});

describe('what waits beside a function that only its thread’s end can stop', () => {
  it('is begun again where it has done nothing that anybody could notice', async () => {
    const sleeper = await atelier.serve(sleeping(2_000, 'slept'));
    const loop = await atelier.serve(fixtureText('infinite-loop.wat'));
    const slept = atelier.call(sleeper);
    await suspended();
    const stuck = atelier.call(loop);
    expect((await stuck).status).toBe(504);
    expect(await slept).toMatchObject({ status: 200, text: 'slept' });
  });

  it('is begun again as well where that one waited first', async () => {
    const sleeper = await atelier.serve(sleeping(2_000, 'slept'));
    const id = await atelier.serve(sleepingThenComputing);
    const slept = atelier.call(sleeper);
    await suspended();
    expect((await atelier.call(id)).status).toBe(504);
    expect(await slept).toMatchObject({ status: 200, text: 'slept' });
  });

  it('is answered as lost where it has connected, and told that twice may do harm', async () => {
    const { address, connection } = await listening();
    const waiting = await atelier.serve(await connectedTo(address, 'await socket.read();'));
    const loop = await atelier.serve(fixtureText('infinite-loop.wat'));
    const connected = connection();
    const lost = atelier.call(waiting);
    await connected;
    expect((await atelier.call(loop)).status).toBe(504);
    const answer = await lost;
    expect(answer.status).toBe(502);
    expect(answer.json()).toMatchObject({
      code: 'worker-lost',
      error: expect.stringMatching(/another invocation.*over its connections/s),
    });
    expect(await lastOf(waiting)).toMatchObject({ halt: 'lost', status: 502 });
  });
});

describe('an engine that ends', () => {
  it('is outlived by the record of what it ran when it died', async () => {
    const id = await atelier.serve(sleeping(600_000, 'never'));
    await dieUnder(id);
    expect(await lastOf(id)).toMatchObject({
      halt: 'lost',
      status: 502,
      method: 'GET',
      path: '/',
      deploymentId: expect.stringMatching(/^deployment_/),
      message: expect.stringMatching(/the engine died under it: .*SIGKILL/),
    });
  });

  it('leaves what it had just answered as it was answered', async () => {
    const id = await atelier.serve(sleeping(2_000, 'slept'));
    const told = Promise.withResolvers<void>();
    const end = atelier.engine.onInvocations((notices) => {
      if (notices.some(({ functionId }) => functionId === id)) told.resolve();
    });
    const called = atelier.call(id);
    await atelier.when(({ underWay }) => underWay.some(({ functionId }) => functionId === id));
    await told.promise;
    process.kill(atelier.engine.pid!, 'SIGKILL');
    end();
    expect((await called).status).toBe(200);
    expect(await lastOf(id)).toMatchObject({ halt: 'exit', status: 200 });
  });

  it('answers what has not ended when its time to close is over', async () => {
    const closing = await startTestEngine({}, 1);
    const id = await closing.serve(sleeping(600_000, 'never'), { maxInstances: 1 });
    const begun = closing.call(id);
    await closing.when((facts) => facts.running === 1);
    const waiting = closing.call(id);
    await closing.when(({ queued }) => queued === 1);
    await closing.stop();
    expect(await begun).toMatchObject({
      status: 502,
      text: expect.stringContaining('the engine was closed'),
    });
    expect(await waiting).toMatchObject({ status: 503, text: expect.stringContaining('Send it again') });
  });
});
