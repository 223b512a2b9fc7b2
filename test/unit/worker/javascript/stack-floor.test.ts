import { expect, it, vi } from 'vitest';
import { packageModule } from '../../../../src-main/packager/package-module.ts';
import { engineOf } from '../../../../src-main/worker/javascript/engine.ts';
import { createJavaScriptRuntime } from '../../../../src-main/worker/javascript/javascript-runtime.ts';
import { answerOf, compileFunction, httpRequest } from '../../../support/javascript-function.ts';

/** What goes as deep as it can, by as many ways into QuickJS's own recursion as there are. */
const dives: Readonly<Record<string, string>> = {
  calls: 'const dive = () => 1 + dive(); dive();',
  'calls with many locals': `const dive = () => { ${locals(200)} return v0 + dive(); }; dive();`,
  'calls with many arguments': 'const dive = (...all) => dive(...all, ...all); dive(...Array(30_000));',
  constructors: 'class Dive { constructor() { this.next = new Dive(); } } new Dive();',
  getters: 'const dive = { get next() { return this.next; } }; dive.next;',
  proxies: 'let dive = {}; for (let i = 0; i < 1e5; i++) dive = new Proxy(dive, {}); dive.value;',
  'bound functions': 'let dive = () => 1; for (let i = 0; i < 1e5; i++) dive = dive.bind(null, 1); dive();',
  comparators: 'const dive = () => [2, 1].sort(dive); dive();',
  'replacement functions': 'const dive = () => "a".replace(/a/, dive); dive();',
  'JSON that nests': 'JSON.parse("[".repeat(1e6));',
  'objects that nest': 'let all = []; for (let i = 0; i < 1e5; i++) all = [all]; JSON.stringify(all);',
  'arrays to be flat': 'let all = []; for (let i = 0; i < 1e5; i++) all = [all]; all.flat(Infinity);',
  'arrays as text': 'let all = []; for (let i = 0; i < 1e5; i++) all = [all]; String(all);',
  'source text': '(0, eval)("(".repeat(1e5) + ")".repeat(1e5));',
  expressions: '(0, eval)("-".repeat(1e5) + "1");',
  'patterns that nest': 'new RegExp("(?:".repeat(3_000) + ")".repeat(3_000)).test("");',
  'patterns that go back': '/^(?:a|b)*c$/.exec("a".repeat(1e5)); /(a*)*c/.exec("a".repeat(12));',
  generators: 'function* dive() { yield* dive(); } [...dive()];',
};

function locals(count: number): string {
  return Array.from({ length: count }, (_, index) => `let v${index} = ${index};`).join(' ');
}

it('keeps everything that goes deep above the floor of its image', async () => {
  const {
    module: bytes,
    executable,
    script,
  } = packageModule(
    await compileFunction(`
      const dives = ${JSON.stringify(dives)};
      function trigger_http({ query }) {
        try { (0, eval)(dives[query.dive]); } catch { return { status: 200, body: 'thrown' }; }
        return { status: 200, body: 'done' };
      }`),
  );
  const parts = {
    executable: { ...executable, moduleDigest: 'stack-floor', scriptDigest: 'script' },
    module: new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>),
    script: script ?? '',
  };
  const runtime = await createJavaScriptRuntime(parts);
  const engine = engineOf(parts.executable, parts.module);
  const { floor } = engine.base.image;
  expect(floor).toBeGreaterThan(0);
  const given = vi.spyOn(engine, 'give');
  for (const dive of Object.keys(dives)) {
    const { body } = await answerOf(runtime, httpRequest({ query: { dive } }));
    const [instance] = given.mock.lastCall!;
    const below = Buffer.from(instance.memory.slice(0, floor));
    expect(below.equals(Buffer.alloc(floor)), `${dive}: ${body}`).toBe(true);
    given.mockClear();
  }
});
