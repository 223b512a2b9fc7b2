import { describe, expect, it } from 'vitest';
import { TraceRecorder } from '../../../../src-main/worker/trace/trace-recorder.ts';
import { invocation } from '../../../support/guest.ts';
import {
  answerOf,
  callsOf,
  httpRequest,
  loadFunction,
  runFunction,
  standardInput,
} from '../../../support/javascript-function.ts';

const sleeping = `
  const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
  async function trigger_http(request) {
    let mine = request.path;
    await sleep(Number(request.query.time));
    return { status: 200, body: mine };
  }`;

describe('waiting', () => {
  it('is for a promise of the output, and computing is not', async () => {
    const runtime = await loadFunction(`
      async function trigger_http(request) {
        for (let step = 0; step < 10; step += 1) await step;
        if (request.path === '/wait') await new Promise((resolve) => setTimeout(resolve, 50));
        return { status: 200 };
      }`);
    const begin = (path: string) => runtime.invoke(invocation(httpRequest({ path })), new TraceRecorder());
    expect(begin('/compute')).not.toBeInstanceOf(Promise);
    const waiting = begin('/wait');
    expect(waiting).toBeInstanceOf(Promise);
    expect((await waiting).response).toMatchObject({ status: 200 });
  });

  it('leaves room for other invocations, each with its own state', async () => {
    const runtime = await loadFunction(sleeping);
    const paths = Array.from({ length: 30 }, (_, index) => `/${index}`);
    const sleepers = paths.map((path, index) =>
      answerOf(runtime, httpRequest({ path, query: { time: `${index % 7}` } })),
    );
    expect((await Promise.all(sleepers)).map(({ body }) => body)).toEqual(paths);
  });

  it('is a recorded call', async () => {
    const answer = await runFunction(sleeping, httpRequest({ query: { time: '20' } }));
    expect(callsOf(answer)).toContain('WASI_POLL_ONEOFF');
    expect(answer.model.calls.every(({ errno }) => errno === 0)).toBe(true);
  });

  it('ends with the response, whatever timers are left', async () => {
    const source = 'function trigger_http() { setInterval(() => {}, 1e6); return { status: 202 }; }';
    expect((await runFunction(source)).response).toMatchObject({ status: 202 });
  });
});

describe('timers', () => {
  const run = async (source: string) =>
    (await runFunction(source, standardInput())).stdoutText.trim().split('\n');

  it('run when they are due, in the order in which they were made where that is the same', async () => {
    expect(
      await run(`
        setTimeout(print, 30, 'late');
        setTimeout(print, 0, 'first');
        setTimeout(print, 0, 'second');
        queueMicrotask(() => print('microtask'));
        process.nextTick(print, 'tick');
        print('now');`),
    ).toEqual(['now', 'microtask', 'tick', 'first', 'second', 'late']);
  });

  it('run their microtasks before the next one', async () => {
    expect(
      await run(`
        setTimeout(() => { print('a'); Promise.resolve().then(() => print('a, then')); });
        setTimeout(() => print('b'));`),
    ).toEqual(['a', 'a, then', 'b']);
  });

  it('repeat until they are cleared', async () => {
    expect(
      await run(`
        let rounds = 0;
        const timer = setInterval(() => { print(++rounds); if (rounds === 3) clearInterval(timer); }, 1);
        clearTimeout(setTimeout(print, 1, 'never'));
        clearTimeout(undefined);`),
    ).toEqual(['1', '2', '3']);
  });

  it('need a function', async () => {
    expect(
      (await runFunction('function main() { setTimeout("code", 1); }', standardInput())).halt,
    ).toMatchObject({
      message: 'TypeError: a timer needs a function to call',
    });
  });
});
