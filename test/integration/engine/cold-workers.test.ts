import { expect, it } from 'vitest';
import { startTestEngine } from '../../support/engine.ts';
import { inParallel } from '../../support/in-parallel.ts';
import { compileFunction } from '../../support/javascript-function.ts';
import { writing } from '../../support/programs.ts';

it('answers a flood over many functions that only one of its workers has loaded', async () => {
  const atelier = await startTestEngine({}, 3);
  try {
    const functions = await inParallel(150, 8, (index) => atelier.serve(writing(`I am ${index}`)));
    const answers = await inParallel(3_000, 64, async (call) => {
      const index = (call * 7) % functions.length;
      return (await atelier.call(functions[index]!)).text === `I am ${index}`;
    });
    expect(answers.filter((right) => !right)).toEqual([]);
  } finally {
    await atelier.stop();
  }
});

it('keeps many scripts loaded, for they share one QuickJS', async () => {
  const atelier = await startTestEngine();
  try {
    const scripts = Array.from({ length: 60 }, (_, index) => `print(${index});`);
    for (const script of scripts) await atelier.serve(await compileFunction(script));
    await atelier.when(({ workers }) => workers.some(({ executables }) => executables === scripts.length));
  } finally {
    await atelier.stop();
  }
});
