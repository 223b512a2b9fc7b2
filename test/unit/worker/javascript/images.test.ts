import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../../../src-main/worker/runtime.ts';
import { cases } from '../../../support/cases.ts';
import {
  answerOf,
  callsOf,
  httpRequest,
  loadFunction,
  loadTrackedFunction,
  standardInput,
} from '../../../support/javascript-function.ts';

const handler = (body: string) => `function trigger_http(request) { ${body} }`;
const bodyOf = async (runtime: Runtime, path = '/') => (await answerOf(runtime, httpRequest({ path }))).body;

describe.each([
  { name: 'the image of a script', loadFunction },
  { name: 'the image of a script whose writes are known', loadFunction: loadTrackedFunction },
])('$name', ({ loadFunction }) => {
  it('is taken after its top level, which then runs for no request', async () => {
    const runtime = await loadFunction(`
      const table = Array.from({ length: 5 }, (_, index) => index ** 2);
      let steps = table.reduce((sum, one) => sum + one);
      ${handler('return { status: 200, body: String(steps++) };')}`);
    for (let round = 0; round < 3; round += 1) expect(await bodyOf(runtime)).toBe('30');
  });

  it.each([
    ['writes', 'console.log("top");', 'WASI_FD_WRITE'],
    ['reads stdin', 'readStdin();', 'WASI_FD_READ'],
    ['asks for the time', 'Date.now();', 'WASI_CLOCK_TIME_GET'],
    ['asks for the other time', 'performance.now();', 'WASI_CLOCK_TIME_GET'],
    ['takes a random number', 'Math.random();', 'WASI_RANDOM_GET'],
    ['takes random bytes', 'crypto.randomUUID();', 'WASI_RANDOM_GET'],
    ['reads a variable', 'process.env.NAME;', 'WASI_ENVIRON_GET'],
    ['reads the arguments', 'scriptArgs;', 'WASI_ARGS_GET'],
    ['starts a timer', 'setTimeout(() => {}, 0);', 'WASI_CLOCK_TIME_GET'],
    ['connects', 'net.WasiTcpConn.connect("127.0.0.1:1").catch(() => {});', 'HOST_TCP_CONNECT'],
    ['fetches', 'fetch("http://127.0.0.1:1/").catch(() => {});', 'HOST_TCP_CONNECT'],
    ['catches everything', 'try { console.log("top"); } catch { }', 'WASI_FD_WRITE'],
  ])(
    'is taken before a top level that %s, which then runs for each request',
    async (_what, topLevel, call) => {
      const source = `globalThis.runs = (globalThis.runs ?? 0) + 1; ${topLevel}`;
      const runtime = await loadFunction(
        `${source} ${handler('return { status: 200, body: String(runs++) };')}`,
      );
      for (let round = 0; round < 2; round += 1) {
        const answer = await answerOf(runtime, httpRequest());
        expect(answer.body).toBe('1');
        expect(callsOf(answer)).toContain(call);
      }
    },
  );

  it('runs a module with an await for each request when that needs the outside', async () => {
    const runtime = await loadFunction(`
      const name = await Promise.resolve(process.env.NAME);
      export const trigger_http = () => ({ status: 200, body: name });`);
    for (const NAME of ['first', 'second'])
      expect((await answerOf(runtime, { ...httpRequest(), environment: { NAME } })).body).toBe(NAME);
  });

  it('is taken before a top level that needs more memory or time than there is for it while it is loaded', async () => {
    const greedy = await loadFunction(
      `const large = new Uint8Array(80e6); ${handler('return { status: 200 };')}`,
    );
    const limits = { maxMemory: 128 * 1024 * 1024, output: 100 };
    expect((await answerOf(greedy, { ...httpRequest(), limits })).response).toMatchObject({ status: 200 });
    expect((await answerOf(greedy, httpRequest())).halt.kind).toBe('memory-limit');
    await expect(loadFunction('for (;;) {}')).resolves.toBeDefined();
    await expect(loadFunction('for (;;) await null;')).resolves.toBeDefined();
  });

  it('has no random state in it', async () => {
    const runtime = await loadFunction(
      handler('return { status: 200, body: [Math.random(), crypto.randomUUID()].join(" ") };'),
    );
    const bodies = await Promise.all(Array.from({ length: 20 }, () => bodyOf(runtime)));
    expect(new Set(bodies.flatMap((body) => body.split(' '))).size).toBe(40);
  });

  it('sees the environment and the time of the request, and UTC', async () => {
    const runtime = await loadFunction(
      handler(
        'return { status: 200, body: [std.getenv("NAME"), Date.now(), new Date(0).getHours()].join() };',
      ),
    );
    const before = Date.now();
    const [name, time, hours] = (
      await answerOf(runtime, { ...httpRequest(), environment: { NAME: 'now' } })
    ).body.split(',');
    expect([name, hours]).toEqual(['now', '0']);
    expect(Number(time)).toBeGreaterThanOrEqual(before - 1000);
  });

  it('makes room for what requests have turned out to need', async () => {
    const runtime = await loadFunction(
      handler('return { status: 200, body: String(new Uint8Array(3e6).length) };'),
    );
    const { pages: first } = await answerOf(runtime, httpRequest());
    const { pages: second } = await answerOf(runtime, httpRequest());
    expect(second).toBe(first);
    expect(
      (await answerOf(runtime, { ...httpRequest(), limits: { maxMemory: 2 ** 21, output: 10 } })).halt.kind,
    ).toBe('memory-limit');
    expect(await bodyOf(runtime)).toBe('3000000');
  });

  it('is put back into instances that served another function', async () => {
    const first = await loadFunction(
      `globalThis.secret = 'of the first'; ${handler('return { status: 200, body: secret };')}`,
    );
    const second = await loadFunction(handler('return { status: 200, body: typeof secret };'));
    for (let round = 0; round < 3; round += 1) {
      expect(await bodyOf(first)).toBe('of the first');
      expect(await bodyOf(second)).toBe('undefined');
    }
    second.dispose();
    expect(await bodyOf(first)).toBe('of the first');
  });
});

/** Whatever a script can reach and change, each as a statement. */
const scribbles = [
  'globalThis["left" + n] = n;',
  'Array.prototype.map = () => [n];',
  'Object.prototype.polluted = n;',
  'Object.defineProperty(Object.prototype, "status", { get: () => 500, configurable: true });',
  'JSON.stringify = () => String(n); JSON.parse = () => n;',
  'Promise.prototype.then = undefined;',
  'Symbol.for("left" + n); RegExp.prototype.exec = null; /(left)/.test("left");',
  'table[n % table.length] = n; bytes[n % bytes.length] = n; list.push(n); map.set("left", n); object.left = n;',
  'counter += n;',
  'trigger_http = undefined; console.log = undefined; globalThis.std = null;',
  'new Uint8Array(n % 300_000).fill(n);',
  'keep.push("x".repeat(n % 5000) + n);',
  'for (const name of Object.getOwnPropertyNames(globalThis)) if (name !== "globalThis") delete globalThis[name];',
  'Math.random(); setTimeout(() => {}, 1e6); Promise.resolve().then(() => { counter += 1; });',
  'Object.freeze(Object.prototype); Object.freeze(globalThis.object);',
  'Error.stackTraceLimit = 0; Error.prepareStackTrace = () => n;',
  'throw new Error(String(n));',
  'std.exit(n % 256);',
  '(function again() { again(); })();',
];

/** Shows all that it can find of itself; whatever remains of a request before changes it. */
const observer = `
  const table = new Float64Array(64), bytes = new Uint8Array(1000), list = [1], map = new Map(), object = { a: 1 };
  let counter = 0;
  var keep = [];
  function look() {
    const names = (value) => Reflect.ownKeys(value).map(String).join();
    return [
      counter, keep.length, table.join(), bytes.join(), list.join(), [...map].join(), JSON.stringify(object),
      ...[globalThis, Object, Object.prototype, Array.prototype, Promise.prototype, RegExp.prototype, Map.prototype,
        JSON, Math, Error, console, std, process, crypto].map(names),
      String(Array.prototype.map), String(JSON.stringify), String(Promise.prototype.then), RegExp.$1,
      Object.isFrozen(Object.prototype), Error.stackTraceLimit, typeof globalThis.trigger_http, typeof console.log,
    ].join('\\n');
  }
  function trigger_http(request) {
    const seen = look();
    const n = Number(request.query.n);
    for (const scribble of request.headers['scribbles'].split('|')) eval(decodeURIComponent(scribble));
    return { status: 200, body: seen };
  }
  function main() { return look(); }`;

describe.each([
  { name: 'isolation', loadFunction },
  { name: 'isolation by the pages that were written', loadFunction: loadTrackedFunction },
])('$name', ({ loadFunction }) => {
  it('lets nothing of a request reach the next, whatever it did to its JavaScript', async () => {
    const runtime = await loadFunction(observer);
    const fresh = (await answerOf(runtime, standardInput())).stdoutText;
    expect(fresh.length).toBeGreaterThan(1000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...scribbles), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        async (statements, n) => {
          const headers = { Scribbles: statements.map(encodeURIComponent).join('|') };
          await answerOf(runtime, httpRequest({ headers, query: { n: `${n}` } }));
          expect((await answerOf(runtime, standardInput())).stdoutText).toBe(fresh);
        },
      ),
      { numRuns: cases(200) },
    );
  }, 600_000);

  it('is tested with scribbles that do something', async () => {
    const runtime = await loadFunction(observer);
    const scribble = 'counter += 5; look = () => "counter " + counter; console.log(look());';
    const headers = { Scribbles: encodeURIComponent(scribble) };
    expect((await answerOf(runtime, httpRequest({ headers, query: { n: '1' } }))).stdoutText).toBe(
      'counter 5\n',
    );
  });

  it('keeps the functions of the host out of reach', async () => {
    const runtime = await loadFunction(
      `async function trigger_http() {
        const found = await Promise.allSettled(['atelier:host.js', './host.js', 'host.js'].map((name) => import(name)));
        return { status: 200, body: found.map(({ status }) => status).join() + typeof host };
      }`,
    );
    expect(await bodyOf(runtime)).toBe('rejected,rejected,rejectedundefined');
  });
});
