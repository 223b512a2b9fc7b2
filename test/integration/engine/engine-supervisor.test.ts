import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startTestEngine, type TestEngine } from '../../support/engine.ts';
import { fixtureText } from '../../support/fixtures.ts';
import { writing } from '../../support/programs.ts';

let atelier: TestEngine;

beforeAll(async () => {
  atelier = await startTestEngine();
});
afterAll(() => atelier.stop());

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('says which port is taken, and which option chooses another', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(startTestEngine({}, 1, port)).rejects.toMatchObject({
    code: 'port-taken',
    message: expect.stringMatching(new RegExp(`${port}.*--gateway-port`)),
  });
  other.close();
});

it('starts a killed engine again on the same port with the same functions', async () => {
  const id = await atelier.serve(writing('same as ever'));
  const { gatewayUrl, pid } = atelier.engine;
  const back = Promise.withResolvers<void>();
  const end = atelier.engine.onFacts((facts) => {
    if (facts !== null && atelier.engine.pid !== pid) back.resolve();
  });
  process.kill(pid!, 'SIGKILL');
  await back.promise;
  end();
  expect(atelier.engine.gatewayUrl).toBe(gatewayUrl);
  expect((await atelier.call(id)).text).toBe('same as ever');
});

it('prepares what was under way when its engine died', async () => {
  const desired = await atelier.make(writing('prepared'));
  const prepared = atelier.engine.prepare(desired);
  process.kill(atelier.engine.pid!, 'SIGKILL');
  await prepared;
  atelier.engine.apply(desired);
  expect((await atelier.call(desired.functionId)).text).toBe('prepared');
});

it('gives up what engine after engine dies under, and serves the rest', async () => {
  const deadly = await atelier.make(`(module (memory (export "memory") 1)
    (func $start (loop $for_ever (br $for_ever))) (start $start) (func (export "_start")))`);
  const prepared = expect(atelier.engine.prepare(deadly)).rejects.toMatchObject({
    code: 'function-failed',
    message: expect.stringContaining('died 4 times'),
  });
  let pid: number | null = null;
  for (let death = 0; death < 4; death += 1) {
    await vi.waitUntil(() => ![null, pid].includes(atelier.engine.pid), { timeout: 20_000 });
    pid = atelier.engine.pid;
    process.kill(pid!, 'SIGKILL');
  }
  await prepared;
  const id = await atelier.serve(writing('still here'));
  expect((await atelier.call(id)).text).toBe('still here');
});

it('has heard of everything once it has settled, however long that was on its way', async () => {
  const environment = { LARGE: 'x'.repeat(4 * 1024 * 1024) };
  const desired = await atelier.make(writing('told'), { environment });
  atelier.engine.apply(desired);
  await atelier.engine.settled();
  expect(await atelier.call(desired.functionId)).toMatchObject({ status: 200, text: 'told' });
  atelier.engine.remove(desired.functionId);
  await atelier.engine.settled();
  expect(await atelier.call(desired.functionId)).toMatchObject({ status: 404 });
});

it('lets nobody wait for orders of an engine that died', async () => {
  const desired = await atelier.make(writing('settled'));
  atelier.engine.apply(desired);
  const settled = atelier.engine.settled();
  process.kill(atelier.engine.pid!, 'SIGKILL');
  await settled;
  await atelier.engine.prepare(desired);
  expect((await atelier.call(desired.functionId)).text).toBe('settled');
});

it('tells why something can not be prepared', async () => {
  const desired = await atelier.make(writing('x'));
  const active = {
    ...desired.active!,
    executable: { ...desired.active!.executable, moduleDigest: '0'.repeat(64) },
  };
  await expect(atelier.engine.prepare({ ...desired, active })).rejects.toMatchObject({
    code: 'object-damaged',
  });
});

it('finishes what is in flight when it is closed, and leaves no process', async () => {
  const closing = await startTestEngine();
  const id = await closing.serve(fixtureText('echo.wat'));
  const { pid } = closing.engine;
  const answers = Array.from({ length: 20 }, (_, index) =>
    closing.call(id, { method: 'POST', body: `${index}` }),
  );
  await Promise.race(answers);
  await closing.stop();
  expect(isAlive(pid!)).toBe(false);
  const outcomes = await Promise.allSettled(answers);
  const answered = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  expect(answered.every(({ value }) => value.status === 200 || value.status === 503)).toBe(true);
});
