import { describe, expect, it } from 'vitest';
import { appendSourceMap } from '../../../../src-main/contract/source-map.ts';
import {
  answerOf,
  callsOf,
  httpRequest,
  loadFunction,
  runFunction,
  standardInput,
} from '../../../support/javascript-function.ts';

const handler = (body: string) => `function trigger_http(request) { ${body} }`;

describe('an exception', () => {
  const source = [
    'function deep(value) {',
    '  return value.property;',
    '}',
    'function trigger_http() {',
    '  return [1].map(function each() { return deep(null); });',
    '}',
  ].join('\n');

  it('ends the invocation with its message and the stack of the script', async () => {
    const { halt, response } = await runFunction(source);
    expect(halt).toEqual({
      kind: 'exception',
      message: "TypeError: cannot read property 'property' of null",
      stack: [
        { functionName: 'deep', offset: null, source: expect.stringMatching(/^function\.js:2:\d+$/) },
        { functionName: 'each', offset: null, source: expect.stringMatching(/^function\.js:5:\d+$/) },
        { functionName: 'map', offset: null, source: null },
        { functionName: 'trigger_http', offset: null, source: expect.stringMatching(/^function\.js:5:\d+$/) },
      ],
    });
    expect(response).toBeNull();
  });

  it('is where editors show it, whatever stands before it in its line', async () => {
    const { halt: expected } = await runFunction(handler('const text = "abc"; null.property;'));
    const { halt } = await runFunction(handler('const text = "é𝄞"; null.property;'));
    expect(halt).toEqual(expected);
  });

  it('that is caught or a cause is shown in the files of a bundle', async () => {
    // All of the first line was written at src/a.ts:3:5.
    const map = JSON.stringify({ version: 3, sources: ['src/a.ts'], names: [], mappings: 'AAEI' });
    const body =
      'const cause = new Error("inner"); console.error(cause); throw new Error("outer", { cause });';
    const { stderrText } = await runFunction(appendSourceMap(handler(body), map));
    expect(stderrText.match(/inner\n +at trigger_http \(src\/a\.ts:3:5\)/g)).toHaveLength(2);
    expect(stderrText).not.toContain('function.js');
  });

  it('is told on stderr as well, by a recorded call', async () => {
    const run = await runFunction(source);
    expect(run.stderrText).toMatch(
      /^TypeError: cannot read .*\n {4}at deep \(function\.js:2:\d+\)\n {4}at each/,
    );
    expect(callsOf(run)).toContain('WASI_FD_WRITE');
  });

  it.each([
    [
      'thrown by an async function',
      'async function trigger_http() { await 1; throw new RangeError("late"); }',
      'RangeError: late',
    ],
    [
      'of a promise that nobody waits for',
      handler('Promise.reject(new Error("lost")); return { status: 200 };'),
      'Error: lost',
    ],
    [
      'thrown by a timer',
      `setTimeout(() => { throw new Error("timer"); }, 1); ${handler('return new Promise(() => {})')}`,
      'Error: timer',
    ],
    ['that is a text', handler('throw "text"'), 'Uncaught text'],
    ['that is an object', handler('throw { code: 1 }'), 'Uncaught { code: 1 }'],
    [
      'with a cause',
      handler('throw new Error("outer", { cause: new TypeError("inner") })'),
      'Error: outer\n  caused by TypeError: inner',
    ],
    [
      'of a class of its own',
      handler('class Refusal extends Error { name = "Refusal" } throw new Refusal("no")'),
      'Refusal: no',
    ],
  ])('can be one %s', async (_what, source, message) => {
    const { halt } = await runFunction(source);
    expect(halt).toMatchObject({ kind: 'exception', message: expect.stringContaining(message) });
  });

  it.each([
    ['a call that never ends', 'const again = () => again() + 1; again();'],
    ['a built-in that recurses', 'JSON.parse("[".repeat(1_000_000))'],
  ])('is a limit of its own where calls go too deep: %s', async (_what, body) => {
    const { halt, stderr } = await runFunction(handler(body));
    const message = 'RangeError: Maximum call stack size exceeded';
    expect(halt).toMatchObject({ kind: 'stack-limit', message });
    expect(Buffer.from(stderr).toString()).toContain(message);
  });

  it('can be one that refuses to be looked at', async () => {
    const { halt } = await runFunction(
      handler('throw new Proxy({}, { getPrototypeOf() { throw 1; }, get() { throw 2; } })'),
    );
    expect(halt).toMatchObject({ kind: 'exception', message: expect.stringContaining('can’t be shown') });
  });

  it('is none where somebody caught it', async () => {
    const caught = await runFunction(
      handler(
        'const late = Promise.reject(new Error("caught")); late.catch(() => {}); return { status: 204 };',
      ),
    );
    expect(caught.response).toMatchObject({ status: 204 });
    const overflow = await runFunction(
      handler(
        'const again = () => again() + 1; try { again(); } catch (error) { return { status: 200, body: error.name }; }',
      ),
    );
    expect(overflow.body).toBe('RangeError');
  });

  it('is a promise that never settles when nothing is left to wait for', async () => {
    expect((await runFunction(handler('return new Promise(() => {});'))).halt).toMatchObject({
      kind: 'exception',
      message: expect.stringContaining('never settled'),
    });
  });
});

describe('a script that cannot start', () => {
  it.each([
    [
      'throws',
      'function boom() { throw new TypeError("no"); }\nboom();',
      /^TypeError: no\n {4}at boom \(function\.js:1:\d+\)/,
    ],
    ['throws behind an await', 'await null;\nthrow new TypeError("no");', /^TypeError: no\n/],
    ['waits for ever', 'await new Promise(() => {});', /never settled/],
  ])('is refused when its top level %s', async (_how, source, message) => {
    await expect(loadFunction(source)).rejects.toMatchObject({
      code: 'function-failed',
      message: expect.stringMatching(message),
    });
  });
});

it('a script is refused where there is too little memory to compile it', async () => {
  await expect(loadFunction(`const text = "${'x'.repeat(20_000_000)}";`)).rejects.toMatchObject({
    code: 'memory-limit',
    message: expect.stringContaining('64 MiB'),
  });
});

describe('a limit', () => {
  const greedy = 'const kept = []; for (;;) kept.push(new Array(1000).fill(kept.length));';

  it('of memory ends the invocation as such', async () => {
    const { halt, pages } = await runFunction(handler(greedy), {
      ...httpRequest(),
      limits: { maxMemory: 8 * 1024 * 1024, output: 1000 },
    });
    expect(halt).toMatchObject({
      kind: 'memory-limit',
      message: expect.stringContaining('may have 8 MiB'),
    });
    expect(pages).toBeLessThanOrEqual(128);
  });

  it('of memory holds for what outlives the exception', async () => {
    const source = `var kept = []; ${handler('for (;;) kept.push("x".repeat(100_000) + kept.length);')}`;
    expect((await runFunction(source)).halt.kind).toBe('memory-limit');
  });

  it('of memory can be caught', async () => {
    const { body } = await runFunction(
      handler(`try { ${greedy} } catch (error) { return { status: 200, body: String(error) }; }`),
    );
    // QuickJS throws null where there is no room for the error.
    expect(['InternalError: out of memory', 'null']).toContain(body);
  });

  it('of memory that is too small for any script is told', async () => {
    const { halt, pages } = await runFunction(handler('return { status: 200 };'), {
      ...httpRequest(),
      limits: { maxMemory: 65_536, output: 1000 },
    });
    expect(halt).toMatchObject({
      kind: 'memory-limit',
      message: expect.stringContaining('needs more to start'),
    });
    expect(pages).toBe(0);
  });

  it('of output keeps what was written until it was reached', async () => {
    const { halt, stdoutText } = await runFunction('for (;;) console.log("0123456789");', {
      ...standardInput(),
      limits: { maxMemory: 64 * 1024 * 1024, output: 25 },
    });
    expect(halt).toMatchObject({ kind: 'output-limit' });
    expect(stdoutText).toBe('0123456789\n0123456789\n012');
  });

  it('of output holds for a response', async () => {
    const { halt, response } = await runFunction(handler('return { status: 200, body: "x".repeat(101) };'), {
      ...httpRequest(),
      limits: { maxMemory: 64 * 1024 * 1024, output: 100 },
    });
    expect(halt).toMatchObject({ kind: 'output-limit', message: expect.stringContaining('101 bytes') });
    expect(response).toBeNull();
  });

  it('leaves the next request as it was', async () => {
    const runtime = await loadFunction(
      handler(`if (request.path === '/hog') { ${greedy} } return { status: 200, body: 'fine' };`),
    );
    for (let round = 0; round < 3; round += 1) {
      expect((await answerOf(runtime, httpRequest({ path: '/hog' }))).halt.kind).toBe('memory-limit');
      expect((await answerOf(runtime, httpRequest())).body).toBe('fine');
    }
  });
});
