import { describe, expect, it } from 'vitest';
import { parseModule } from '../../../src-main/packager/module/parse-module.ts';
import { trackWrites } from '../../../src-main/packager/module/track-writes.ts';
import { packageModule } from '../../../src-main/packager/package-module.ts';
import { createExecutor, type LoadedParts } from '../../../src-main/worker/executor.ts';
import { TraceRecorder } from '../../../src-main/worker/trace/trace-recorder.ts';
import { assemble } from '../../support/assemble.ts';
import { importing, invocation } from '../../support/guest.ts';
import { compileFunction } from '../../support/javascript-function.ts';

/** Exits with the number of its arguments. */
const counting = `(module
  ${importing('args_sizes_get', 'proc_exit')}
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $args_sizes_get (i32.const 0) (i32.const 4)))
    (call $proc_exit (i32.load (i32.const 0)))))`;

/** Sleeps for that many nanoseconds, writes its number of arguments and ends. */
const sleeping = (nanoseconds: number) => `(module
  ${importing('args_sizes_get', 'poll_oneoff', 'proc_exit')}
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $args_sizes_get (i32.const 0) (i32.const 4)))
    (i32.store (i32.const 80) (i32.const 1))
    (i64.store (i32.const 88) (i64.const ${nanoseconds}))
    (drop (call $poll_oneoff (i32.const 64) (i32.const 128) (i32.const 1) (i32.const 256)))
    (call $proc_exit (i32.load (i32.const 0)))))`;

function parts(source: string): LoadedParts {
  const { module, executable, script } = packageModule(assemble(source));
  return {
    executable: { ...executable, moduleDigest: '0'.repeat(64), scriptDigest: null },
    module,
    script,
  };
}

const withArguments = (count: number) => invocation({ arguments: new Array(count).fill('a') });

describe('the executor', () => {
  it('runs what it has loaded, each under its key', async () => {
    const executor = createExecutor();
    await executor.load('a', parts(counting));
    await executor.load('b', {
      ...parts(counting),
      module: new WebAssembly.Module(packageModule(assemble(counting)).module as Uint8Array<ArrayBuffer>),
    });
    for (const key of ['a', 'b'])
      expect(await executor.invoke(key, withArguments(3), new TraceRecorder())).toMatchObject({
        halt: { kind: 'exit', code: 3 },
      });
    for (const key of ['a', 'b']) expect(executor.facts(key).imageObstacles).toEqual([]);
  });

  it('loads the same key once, however often it is asked', async () => {
    const executor = createExecutor();
    await Promise.all([executor.load('a', parts(counting)), executor.load('a', parts(counting))]);
    await executor.load('a', parts(sleeping(1)));
    expect(executor.invoke('a', withArguments(1), new TraceRecorder())).not.toBeInstanceOf(Promise);
  });

  it.each([
    {
      kind: 'a command',
      wasm: async () => assemble(counting),
      overrides: { arguments: ['a', 'b'] },
      code: 2,
    },
    { kind: 'a script', wasm: () => compileFunction('std.exit(7)'), overrides: {}, code: 7 },
  ])('serves $kind in the form that keeps account of its writes', async ({ wasm, overrides, code }) => {
    const { module, executable, script } = packageModule(await wasm());
    const loaded = {
      executable: { ...executable, moduleDigest: '1'.repeat(64), scriptDigest: null },
      script,
    };
    const executor = createExecutor();
    await executor.load('a', { ...loaded, module });
    const tracked = trackWrites(parseModule(module))!;
    const form = {
      module: new WebAssembly.Module(tracked.bytes as Uint8Array<ArrayBuffer>),
      shifts: Int32Array.from(tracked.shifts.flat()),
    };
    // Being told twice changes nothing.
    for (let round = 0; round < 2; round += 1) {
      executor.track('a', loaded, form);
      for (let run = 0; run < 3; run += 1)
        expect(await executor.invoke('a', invocation(overrides), new TraceRecorder())).toMatchObject({
          halt: { kind: 'exit', code },
        });
    }
  });

  it('does not hold up a thread by loading a script that takes long to start a second time', async () => {
    const source = 'const until = Date.parse; for (let round = 0; round < 3e6; round += 1) until;';
    const { module, executable, script } = packageModule(await compileFunction(source));
    const loaded = {
      executable: { ...executable, moduleDigest: '2'.repeat(64), scriptDigest: null },
      script,
    };
    const executor = createExecutor();
    await executor.load('a', { ...loaded, module });
    const before = executor.facts('a');
    const tracked = trackWrites(parseModule(module))!;
    executor.track('a', loaded, {
      module: new WebAssembly.Module(tracked.bytes as Uint8Array<ArrayBuffer>),
      shifts: Int32Array.from(tracked.shifts.flat()),
    });
    // The second form keeps an image of its own, many times as large.
    expect(executor.facts('a')).toEqual(before);
  });

  it('forgets what it unloads, also while that is being loaded', async () => {
    const executor = createExecutor();
    const loading = executor.load('a', parts(counting));
    executor.unload('a');
    await loading;
    expect(executor.isLoaded('a')).toBe(false);
    expect(() => executor.invoke('a', withArguments(1), new TraceRecorder())).toThrow('not loaded');
  });

  it('says what is wrong with what it cannot load, and can be asked again', async () => {
    const executor = createExecutor();
    const broken = { ...parts(counting), module: Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 9) };
    await expect(executor.load('a', broken)).rejects.toMatchObject({ code: 'invalid-module' });
    await executor.load('a', parts(counting));
    expect(executor.isLoaded('a')).toBe(true);
  });

  it('serves others while a guest sleeps', async () => {
    const executor = createExecutor();
    await executor.load('sleeper', parts(sleeping(50_000_000)));
    await executor.load('counter', parts(counting));
    const sleepers = Array.from({ length: 100 }, (_, index) =>
      executor.invoke('sleeper', withArguments(index + 1), new TraceRecorder()),
    );
    let awake = 0;
    for (const sleeper of sleepers) void Promise.resolve(sleeper).then(() => (awake += 1));
    const output = await executor.invoke('counter', withArguments(7), new TraceRecorder());
    expect(output.halt).toEqual({ kind: 'exit', code: 7 });
    expect(awake).toBe(0);
    const codes = (await Promise.all(sleepers)).map(({ halt }) => (halt.kind === 'exit' ? halt.code : halt));
    expect(codes).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(executor.facts('sleeper').idleInstances).toBeLessThanOrEqual(8);
  });

  it('lets what is under way end when it is unloaded', async () => {
    const executor = createExecutor();
    await executor.load('sleeper', parts(sleeping(1_000_000)));
    const sleeper = executor.invoke('sleeper', withArguments(5), new TraceRecorder());
    executor.unload('sleeper');
    expect((await sleeper).halt).toEqual({ kind: 'exit', code: 5 });
  });
});
