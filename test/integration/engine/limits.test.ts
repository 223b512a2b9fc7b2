import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine, type TestEngine } from '../../support/engine.ts';
import { fixtureText } from '../../support/fixtures.ts';
import { sleeping, writing, writingForever } from '../../support/programs.ts';

const limits = { deadline: 3_000, output: 1024 * 1024, queue: 1 };
let atelier: TestEngine;
let greeting: string;

beforeAll(async () => {
  atelier = await startTestEngine(limits);
  greeting = await atelier.serve(writing('still here'));
});
afterAll(() => atelier.stop());

async function expectTheNextToBeFine(): Promise<void> {
  expect(await atelier.call(greeting)).toMatchObject({ status: 200, text: 'still here' });
}

describe('the deadline', () => {
  it('ends an infinite loop, and keeps nobody else waiting until then', async () => {
    const id = await atelier.serve(fixtureText('infinite-loop.wat'));
    const loop = atelier.call(id);
    await atelier.when(({ running }) => running === 1);
    const first = await Promise.race([loop, atelier.call(greeting)]);
    expect(first).toMatchObject({ status: 200, text: 'still here' });
    expect((await loop).status).toBe(504);
    await expectTheNextToBeFine();
  });

  it('keeps the trace of what it ended, and what that used', async () => {
    const id = await atelier.serve(writingForever('begun'));
    const answer = await atelier.call(`${id}?debug`);
    const { dmesg, currentPages } = answer.json();
    expect(dmesg).toMatch(/WASI_FD_WRITE.*\n\tnwritten: 5\n[\s\S]*Halt reason: deadline/);
    expect(dmesg).not.toContain('Start time: 0s');
    expect(currentPages).toBe(1);
  });

  it('ends a sleep as well', async () => {
    const id = await atelier.serve(sleeping(600_000, 'never'));
    const answer = await atelier.call(id);
    expect(answer.status).toBe(504);
    await expectTheNextToBeFine();
    const [kept] = await atelier.traces((store) => store.list({ functionId: id, limit: 9, before: null }));
    expect(kept).toMatchObject({ halt: 'deadline', pages: 1, used: { memory: 1 / 1024, output: 0 } });
    expect(kept!.timing.start).toBeGreaterThan(0);
  });
});

describe('a function that', () => {
  it.each([
    ['takes all memory', 'memory-hog.wat'],
    ['floods its output', 'gigabyte-of-output.wat'],
  ])('%s is 502', async (_, fixture) => {
    const id = await atelier.serve(fixtureText(fixture));
    expect((await atelier.call(id)).status).toBe(502);
    await expectTheNextToBeFine();
  });
});

describe('more calls than instances', () => {
  it('wait in a queue of its length, and are refused with Retry-After behind it', async () => {
    const id = await atelier.serve(sleeping(1_500, 'slept'), { maxInstances: 1 });
    const running = atelier.call(id);
    await atelier.when((facts) => facts.running === 1);
    const waiting = atelier.call(id);
    await atelier.when(({ queued }) => queued === 1);
    const refused = await atelier.call(id);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.json().error).toContain('maxInstances');
    expect([(await running).text, (await waiting).text]).toEqual(['slept', 'slept']);
  });

  it('all begin while instances are free, however many come at once', async () => {
    const id = await atelier.serve(sleeping(200, 'slept'), { maxInstances: 60 });
    const answers = await Promise.all(Array.from({ length: 60 }, () => atelier.call(id)));
    expect(answers.map(({ text }) => text)).toEqual(Array.from({ length: 60 }, () => 'slept'));
  });
});
