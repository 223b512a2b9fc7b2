import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildTraceModel } from '../../../src-main/traces/trace-model.ts';
import { startTestEngine, type TestEngine } from '../../support/engine.ts';
import { compileFunction } from '../../support/javascript-function.ts';
import { exiting, writing, writingForever } from '../../support/programs.ts';

let atelier: TestEngine;

beforeAll(async () => {
  atelier = await startTestEngine({ deadline: 2_000 });
});
afterAll(() => atelier.stop());

it('keeps every invocation, whichever way it ended', async () => {
  const good = await atelier.serve(writing('good'));
  const bad = await atelier.serve(exiting(7, 'bad'));
  const killed = await atelier.serve(writingForever('begun'));
  const idle = await atelier.make(writing('x'), { active: null });
  atelier.engine.apply(idle);
  await atelier.call(`${good}/some/where?trigger=std`, {
    method: 'POST',
    headers: { 'User-Agent': 'me' },
    body: 'abc',
  });
  for (const id of [bad, killed, idle.functionId]) await atelier.call(id);

  const kept = await atelier.traces((store) => store.list({ functionId: null, limit: 10, before: null }));
  expect(kept.map(({ functionId, status, halt }) => [functionId, status, halt])).toEqual([
    [idle.functionId, 503, 'refused'],
    [killed, 504, 'deadline'],
    [bad, 502, 'exit'],
    [good, 200, 'exit'],
  ]);
  expect(kept.at(-1)).toMatchObject({
    method: 'POST',
    path: '/some/where',
    userAgent: 'me',
    exitCode: 0,
    requestSize: 3,
    responseSize: 4,
    calls: 1,
    errors: 0,
    pages: 1,
  });
});

it('keeps what an invocation left behind under the id that its answer carries', async () => {
  const id = await atelier.serve(exiting(7, 'it is the wiring'));
  const answer = await atelier.call(id);
  const found = await atelier.traces((store) => store.find(answer.headers.get('atelier-invocation-id')!));
  const { halt, trace, stderr } = found!.remains!;
  expect(Buffer.from(stderr).toString()).toBe('it is the wiring');
  const model = buildTraceModel(trace, found!.invocation.timing, halt);
  expect(model.calls.map(({ name }) => name)).toContain('WASI_FD_WRITE');
  expect(model.halt).toEqual({ kind: 'exit', code: 7 });
});

it('keeps the calls of an invocation whose thread was ended', async () => {
  const id = await atelier.serve(writingForever('begun'));
  await atelier.call(id);
  const [newest] = await atelier.traces((store) => store.list({ functionId: id, limit: 1, before: null }));
  expect(newest).toMatchObject({ halt: 'deadline', calls: 1 });
});

it.each([
  ['that computes for ever', `console.log('begun'); console.error('careful'); for (;;);`],
  [
    'that waits for ever',
    `console.log('begun'); console.error('careful'); await new Promise((go) => setTimeout(go, 1e8));`,
  ],
])('keeps what an invocation %s had written', async (_, body) => {
  const id = await atelier.serve(await compileFunction(`async function main() { ${body} }`));
  const answer = await atelier.call(id);
  expect(answer.json()).toMatchObject({ code: 'deadline-exceeded', stderr: 'careful\n' });
  const found = await atelier.traces((store) => store.find(answer.headers.get('atelier-invocation-id')!));
  const { stdout, stderr } = found!.remains!;
  expect([stdout, stderr].map((bytes) => Buffer.from(bytes).toString())).toEqual(['begun\n', 'careful\n']);
});
