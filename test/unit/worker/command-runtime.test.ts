import { describe, expect, it } from 'vitest';
import { executableVersion } from '../../../src-main/contract/executable.ts';
import { createCommandRuntime } from '../../../src-main/worker/command-runtime.ts';
import { TraceRecorder } from '../../../src-main/worker/trace/trace-recorder.ts';
import { assemble } from '../../support/assemble.ts';
import { createGuest, importing, invocation, invoke, runGuest } from '../../support/guest.ts';

/** Writes the 12 bytes at 1024 to stdout. */
const hello = `(module
  ${importing('fd_write')}
  (memory (export "memory") 17)
  (data (i32.const 1024) "Hello guest\\n")
  (data (i32.const 512) "\\00\\04\\00\\00\\0c\\00\\00\\00")
  (func (export "_start")
    (drop (call $fd_write (i32.const 1) (i32.const 512) (i32.const 1) (i32.const 528)))))`;

const exiting = (code: number) => `(module
  ${importing('proc_exit')}
  (memory (export "memory") 1)
  (func (export "_start") (call $proc_exit (i32.const ${code}))))`;

/** Writes one page to stdout, again and again. */
const flood = `(module
  ${importing('fd_write')}
  (memory (export "memory") 2)
  (data (i32.const 65536) "\\00\\00\\00\\00\\00\\00\\01\\00")
  (func (export "_start") (loop $again
    (drop (call $fd_write (i32.const 1) (i32.const 65536) (i32.const 1) (i32.const 65552)))
    (br $again))))`;

/** Grows by whole pages until that is refused, and traps then. */
const hog = `(module
  (memory (export "memory") 1)
  (func $allocate (loop $again
    (br_if $again (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
    unreachable)
  (func (export "_start") (call $allocate)))`;

/** A text on a descriptor, as an expression. */
const say = (descriptor: number, text: string) =>
  `${[...text].map((character, index) => `(i32.store8 (i32.const ${1024 + index}) (i32.const ${character.charCodeAt(0)}))`).join(' ')}
   (i32.store (i32.const 0) (i32.const 1024)) (i32.store (i32.const 4) (i32.const ${text.length}))
   (drop (call $fd_write (i32.const ${descriptor}) (i32.const 0) (i32.const 1) (i32.const 8)))`;

/** Asks for 50 pages in one step and goes on as the expression says. */
const greedy = (ending: string) => `(module
  ${importing('fd_write', 'environ_sizes_get')}
  (memory (export "memory") 1)
  (func $_start (export "_start") (drop (memory.grow (i32.const 50))) ${ending}))`;

const pages = (count: number) => ({ maxMemory: count * 65_536, output: 1024 });

describe('a command', () => {
  it('writes its output and ends well', async () => {
    const run = await runGuest(hello);
    expect(run).toMatchObject({ halt: { kind: 'exit', code: 0 }, stdoutText: 'Hello guest\n', pages: 17 });
    expect(run.stderr).toHaveLength(0);
    expect(run.response).toBeNull();
    expect(run.model.calls).toMatchObject([
      { name: 'WASI_FD_WRITE', errno: 0, results: [{ name: 'nwritten', value: 12n }] },
    ]);
  });

  it('serves one invocation after another', async () => {
    const runtime = createGuest(hello);
    for (let index = 0; index < 5; index += 1)
      expect(await invoke(runtime)).toMatchObject({ stdoutText: 'Hello guest\n', pages: 17 });
    expect(runtime.facts()).toMatchObject({ idleInstances: 1, imageObstacles: [] });
    runtime.dispose();
    expect(runtime.facts().idleInstances).toBe(0);
  });

  it('gives its output at once when it never waited', () => {
    const output = createGuest(hello).invoke(invocation(), new TraceRecorder());
    expect(output).not.toBeInstanceOf(Promise);
  });

  it('times its phases', async () => {
    const { timing, model } = await runGuest(hello);
    const { start, guest, host, respond } = model.phases;
    for (const phase of [start, guest, host, respond]) expect(phase).toBeGreaterThanOrEqual(0);
    expect(start + guest + host + respond).toBeCloseTo(timing.total);
  });

  it.each([0, 1, 134, 4294967295])('exits with %i', async (code) => {
    const { halt, model } = await runGuest(exiting(code));
    expect(halt).toEqual({ kind: 'exit', code });
    expect(model.calls).toMatchObject([{ name: 'WASI_PROC_EXIT', returned: false }]);
  });
});

describe('a trap', () => {
  it('is told with its stack, names from the name section', async () => {
    const { halt } = await runGuest(`(module
      (memory (export "memory") 1)
      (func $inner unreachable)
      (func $outer (call $inner) (nop))
      (func (export "_start") (call $outer) (nop)))`);
    expect(halt).toMatchObject({ kind: 'trap', message: 'unreachable' });
    const stack = halt.kind === 'trap' ? halt.stack : [];
    expect(stack.map(({ functionName }) => functionName)).toEqual([
      'inner',
      'outer',
      expect.stringContaining('2'),
    ]);
    for (const { offset } of stack) expect(offset).toBeGreaterThan(8);
  });

  it('has the offsets of the module as it was uploaded, whatever was made of it', async () => {
    const many = Array.from({ length: 200 }, () => '(func (drop (memory.grow (i32.const 0))))').join(' ');
    const source = `(module (memory (export "memory") 1) (global $g (mut i32) (i32.const 0)) ${many}
      (func $inner (drop (memory.grow (i32.const 1))) (drop (memory.grow (i32.const 1))) unreachable)
      (func (export "_start") (drop (memory.grow (i32.const 1))) (call $inner) (nop)))`;
    const { halt } = await runGuest(source);
    const plain = new WebAssembly.Instance(new WebAssembly.Module(assemble(source)));
    let offsets: number[] = [];
    try {
      (plain.exports._start as () => void)();
    } catch (error) {
      const places = (error as Error).stack!.matchAll(/:0x([0-9a-f]+)/g);
      offsets = [...places].map(([, offset]) => Number.parseInt(offset!, 16));
    }
    expect(offsets).toHaveLength(2);
    expect(halt.kind === 'trap' && halt.stack.map(({ offset }) => offset)).toEqual(offsets);
  });

  it.each([
    ['(drop (i32.load (i32.const -8)))', /memory access out of bounds/],
    ['(drop (i32.div_u (i32.const 1) (i32.const 0)))', /divide by zero/],
  ])('comes of %s', async (body, message) => {
    const { halt } = await runGuest(
      `(module (memory (export "memory") 1) (func $_start (export "_start") ${body}))`,
    );
    expect(halt).toMatchObject({ kind: 'trap', message: expect.stringMatching(message) });
  });

  it('is a limit of its own where calls go too deep', async () => {
    const source = '(module (memory (export "memory") 1) (func $deep (export "_start") (call $deep)))';
    expect((await runGuest(source)).halt).toMatchObject({
      kind: 'stack-limit',
      message: 'call stack exhausted',
      stack: expect.arrayContaining([expect.objectContaining({ functionName: 'deep' })]),
    });
  });

  it('ends a guest that catches it: it makes no more calls', async () => {
    const say = '(drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))';
    const run = await runGuest(`(module ${importing('proc_exit', 'fd_write')} (memory (export "memory") 1)
      (data (i32.const 4) "\\05")
      (func (export "_start") ${say} (try (do (call $proc_exit (i32.const 5))) (catch_all)) ${say}))`);
    expect(run.halt).toEqual({ kind: 'exit', code: 5 });
    expect(run.stdout).toHaveLength(5);
    expect(run.model.calls.map(({ name }) => name)).toEqual(['WASI_FD_WRITE', 'WASI_PROC_EXIT']);
  });

  it('is told of a guest that had been suspended, too', async () => {
    const { halt } = await runGuest(`(module
      ${importing('poll_oneoff')}
      (memory (export "memory") 1)
      (func $wake (i64.store (i32.const 24) (i64.const 1000000))
        (i32.store (i32.const 16) (i32.const 1))
        (drop (call $poll_oneoff (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 128)))
        unreachable)
      (func (export "_start") (call $wake)))`);
    expect(halt).toMatchObject({ kind: 'trap', stack: [{ functionName: 'wake' }, {}] });
  });

  it('comes of an exception that nobody caught', async () => {
    const { halt } = await runGuest(`(module
      (memory (export "memory") 1)
      (tag $problem)
      (func (export "_start") (throw $problem)))`);
    expect(halt).toMatchObject({ kind: 'trap', message: 'uncaught WebAssembly exception' });
  });

  it('leaves the next invocation untouched', async () => {
    const runtime = createGuest(`(module
      ${importing('args_sizes_get')}
      (memory (export "memory") 1)
      (func (export "_start")
        (drop (call $args_sizes_get (i32.const 0) (i32.const 4)))
        (if (i32.gt_u (i32.load (i32.const 0)) (i32.const 1)) (then unreachable))))`);
    expect((await invoke(runtime, { arguments: ['main', 'trap'] })).halt.kind).toBe('trap');
    expect((await invoke(runtime)).halt).toEqual({ kind: 'exit', code: 0 });
  });

  it('of a start function fails the load', () => {
    expect(() =>
      createGuest(`(module (memory (export "memory") 1)
        (func $init unreachable) (start $init) (func (export "_start")))`),
    ).toThrow(expect.objectContaining({ code: 'function-failed' }));
  });
});

it('ends where it exits, even when the guest catches what passes through it', async () => {
  const { halt } = await runGuest(`(module
    ${importing('proc_exit')}
    (memory (export "memory") 1)
    (func (export "_start") (try (do (call $proc_exit (i32.const 5))) (catch_all))))`);
  expect(halt).toEqual({ kind: 'exit', code: 5 });
});

describe('limits', () => {
  it('stop what writes too much, and keep what was written until then', async () => {
    const run = await runGuest(flood, { limits: { maxMemory: 2 ** 20, output: 100_000 } });
    expect(run.halt).toMatchObject({ kind: 'output-limit', message: expect.stringContaining('stdout') });
    expect(run.stdout).toHaveLength(100_000);
  });

  it('let exactly the limit through', async () => {
    const run = await runGuest(hello, { limits: { maxMemory: 17 * 65_536, output: 12 } });
    expect(run.halt).toEqual({ kind: 'exit', code: 0 });
  });

  it('refuse a memory that begins larger than it may be', async () => {
    const run = await runGuest(hello, { limits: pages(16) });
    expect(run.halt).toMatchObject({
      kind: 'memory-limit',
      message: expect.stringContaining('1.06 MiB of memory'),
    });
    expect(run.pages).toBe(0);
  });

  it('bound growth, and blame the memory when the guest traps of it', async () => {
    const run = await runGuest(hog, { limits: pages(10) });
    expect(run.pages).toBe(10);
    expect(run.halt).toMatchObject({ kind: 'memory-limit', stack: [{ functionName: 'allocate' }, {}] });
  });

  it('blame the memory for a step that was too large, below the limit as well', async () => {
    const run = await runGuest(greedy('unreachable'), { limits: pages(10) });
    expect(run.pages).toBe(1);
    expect(run.halt).toMatchObject({
      kind: 'memory-limit',
      message: expect.stringContaining('refused 3.13 MiB more of memory'),
      stack: [{}],
    });
  });

  it.each([
    ['writes to where there is no memory', '(i32.store (i32.const -8) (i32.const 1))'],
    ['says its last words on stderr first', `${say(2, 'RuntimeError')} unreachable`],
    [
      'asks for its environment before those',
      `(drop (call $environ_sizes_get (i32.const 0) (i32.const 4))) ${say(2, 'abort()')} unreachable`,
    ],
    ['says on stdout what it died of', `${say(1, 'panic: out of memory')} unreachable`],
  ])('blame the memory when a guest that was refused some %s', async (_, ending) => {
    expect((await runGuest(greedy(ending), { limits: pages(10) })).halt.kind).toBe('memory-limit');
  });

  it.each([
    ['answered that it could not', `${say(1, 'too large')} unreachable`],
    ['got some after all', '(drop (memory.grow (i32.const 1))) unreachable'],
    ['went on to something else that failed', '(drop (i32.div_u (i32.const 1) (i32.const 0)))'],
  ])('leave a trap what it is when the guest %s', async (_, ending) => {
    const { halt } = await runGuest(greedy(ending), { limits: pages(10) });
    expect(halt.kind).toBe('trap');
  });

  it('forget what the invocation before was refused', async () => {
    const runtime = createGuest(`(module ${importing('args_sizes_get')} (memory (export "memory") 1)
      (func (export "_start")
        (drop (call $args_sizes_get (i32.const 0) (i32.const 4)))
        (if (i32.gt_u (i32.load (i32.const 0)) (i32.const 1))
          (then (drop (memory.grow (i32.const 50)))) (else unreachable))))`);
    expect((await invoke(runtime, { arguments: ['main', 'grow'], limits: pages(10) })).halt.kind).toBe(
      'exit',
    );
    expect((await invoke(runtime, { limits: pages(10) })).halt.kind).toBe('trap');
  });

  it('follow a function whose limits change', async () => {
    const runtime = createGuest(hog);
    for (const count of [4, 8, 2])
      expect((await invoke(runtime, { limits: pages(count) })).pages).toBe(count);
  });

  it('hold for a module that keeps its own memory', async () => {
    const module = new WebAssembly.Module(
      assemble(`(module
        ${importing('sched_yield', 'args_sizes_get')}
        (memory (export "memory") 1)
        (func (export "_start")
          (drop (memory.grow (i32.const 31)))
          (drop (call $sched_yield))
          (drop (call $args_sizes_get (i32.const 0) (i32.const 4)))))`),
    );
    const runtime = createCommandRuntime(
      {
        version: executableVersion,
        kind: 'command',
        moduleDigest: '0'.repeat(64),
        scriptDigest: null,
        wasmSize: 0,
        memory: { initialPages: 1, maximumPages: null, imported: false },
        globals: [],
        codeShifts: [],
        imageObstacles: ['the module was not rewritten'],
      },
      module,
    );
    expect((await invoke(runtime, { limits: pages(4) })).halt.kind).toBe('memory-limit');
    expect((await invoke(runtime, { limits: pages(64) })).halt.kind).toBe('exit');
    expect((await invoke(runtime, { limits: pages(31) })).halt.kind).toBe('memory-limit');
  });
});

describe('a start function', () => {
  it('runs once when it touches nothing outside', async () => {
    const runtime = createGuest(startFunction('(i32.store (i32.const 8) (i32.const 7))'));
    expect(runtime.facts().imageObstacles).toEqual([]);
    expect((await invoke(runtime)).halt).toEqual({ kind: 'exit', code: 7 });
    expect((await invoke(runtime)).halt).toEqual({ kind: 'exit', code: 7 });
  });

  it('runs for every invocation when it makes hostcalls', async () => {
    const runtime = createGuest(startFunction('(drop (call $args_sizes_get (i32.const 8) (i32.const 12)))'));
    expect(runtime.facts().imageObstacles).not.toEqual([]);
    expect((await invoke(runtime, { arguments: ['a'] })).halt).toEqual({ kind: 'exit', code: 1 });
    expect((await invoke(runtime, { arguments: ['a', 'b', 'c'] })).halt).toEqual({ kind: 'exit', code: 3 });
  });
});

/** Exits with the word at 8, which the start function sets. */
function startFunction(init: string): string {
  return `(module
    ${importing('args_sizes_get', 'proc_exit')}
    (memory (export "memory") 1)
    (func $init ${init})
    (start $init)
    (func (export "_start") (call $proc_exit (i32.load (i32.const 8)))))`;
}
