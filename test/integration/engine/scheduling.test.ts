import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestEngine, type TestEngine } from '../../support/engine.ts';
import { fixtureText } from '../../support/fixtures.ts';
import { counting, sleeping, writing } from '../../support/programs.ts';

let atelier: TestEngine;

beforeAll(async () => {
  atelier = await startTestEngine({ queue: 1_000, deadline: 60_000 });
});
afterAll(() => atelier.stop());

it('lets hundreds of sleeping functions on one worker delay nobody', async () => {
  const greeting = await atelier.serve(writing('awake'));
  const sleeper = await atelier.serve(sleeping(4_000, 'slept'), { maxInstances: 500 });
  const sleepers = Array.from({ length: 300 }, () => atelier.call(sleeper));
  await atelier.when(({ running }) => running === 300);
  expect(await Promise.race([...sleepers, atelier.call(greeting)])).toMatchObject({ text: 'awake' });
  const answers = await Promise.all(sleepers);
  expect(answers.filter(({ text }) => text === 'slept')).toHaveLength(300);
});

it('lets functions take turns, so that the flood of one does not starve another', async () => {
  const greeting = await atelier.serve(writing('my turn'));
  const busy = await atelier.serve(counting(20_000_000), { maxInstances: 1 });
  const flood = Array.from({ length: 60 }, () => atelier.call(busy));
  await atelier.when(({ queued }) => queued > 0);
  expect(await Promise.race([Promise.all(flood), atelier.call(greeting)])).toMatchObject({ text: 'my turn' });
  expect((await Promise.all(flood)).every(({ status }) => status === 200)).toBe(true);
});

it('switches between deployments without dropping a request', async () => {
  const one = await atelier.make(writing('one'), { maxInstances: 16 });
  const two = { ...one, active: (await atelier.make(writing('two'))).active };
  await atelier.engine.prepare(one);
  atelier.engine.apply(one);
  const answers: string[] = [];
  const client = async () => {
    while (answers.filter((text) => text === 'two').length < 200) {
      const { status, text } = await atelier.call(one.functionId);
      answers.push(status === 200 ? text : `${status}`);
      if (answers.length === 400) atelier.engine.apply(two);
    }
  };
  await Promise.all(Array.from({ length: 16 }, client));
  expect(new Set(answers)).toEqual(new Set(['one', 'two']));
  expect(answers.lastIndexOf('one')).toBeLessThan(answers.length - 100);
});

it('gives a changed environment to the next invocation', async () => {
  const program = await atelier.make(fixtureText('print-environment.wat'), {
    environment: { COLOUR: 'red' },
  });
  atelier.engine.apply(program);
  expect((await atelier.call(program.functionId)).text).toBe('COLOUR=red\0');
  atelier.engine.apply({ ...program, environment: { COLOUR: 'blue' } });
  await atelier.engine.keepTraces();
  expect((await atelier.call(program.functionId)).text).toBe('COLOUR=blue\0');
});
