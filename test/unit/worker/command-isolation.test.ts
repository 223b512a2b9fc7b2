import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../../support/cases.ts';
import { createGuest, createTrackedGuest, importing, invoke } from '../../support/guest.ts';

/**
 * A guest that does what stdin tells it to, as pairs of words: what to do, and with what. Where there is nothing to do
 * it writes everything that it can see to stdout, and so whatever the invocation before left behind. It never does both:
 * what is given to a hostcall counts as written, all of memory then.
 *
 * What it sees: all of its memory, its globals, what its table holds, the errno of looking for /tmp/left, how many
 * arguments and variables there are, and how many bytes a passive segment still has.
 */
const scribbler = (obstacles: string) => `(module
  ${importing('fd_write', 'fd_read', 'path_open', 'path_filestat_get', 'args_sizes_get', 'environ_sizes_get', 'random_get', 'proc_exit')}
  (memory (export "memory") 2)
  (global $word (mut i32) (i32.const 11))
  (global $wide (mut i64) (i64.const -3))
  (global $real (mut f64) (f64.const 0.5))
  (table $table 4 funcref)
  (elem (i32.const 0) $nothing)
  (data (i32.const 70000) "an image is more than zeros")
  (data $passive "gone after data.drop")
  (func $nothing)
  (func $see
    (i32.store (i32.const 0) (global.get $word))
    (i64.store (i32.const 8) (global.get $wide))
    (f64.store (i32.const 16) (global.get $real))
    (i32.store (i32.const 24) (ref.is_null (table.get $table (i32.const 2))))
    (i32.store (i32.const 28) (table.size $table))
    (i32.store8 (i32.const 32) (i32.const 0x6c))
    (i32.store (i32.const 36)
      (call $path_filestat_get (i32.const 3) (i32.const 0) (i32.const 32) (i32.const 1) (i32.const 128)))
    (drop (call $args_sizes_get (i32.const 40) (i32.const 44)))
    (drop (call $environ_sizes_get (i32.const 48) (i32.const 52)))
    (i32.store (i32.const 60) (memory.size))
    (i32.store (i32.const 64) (i32.const 0))
    (i32.store (i32.const 68) (i32.shl (memory.size) (i32.const 16)))
    (drop (call $fd_write (i32.const 1) (i32.const 64) (i32.const 1) (i32.const 72))))
  (func $next (result i32)
    (i32.store (i32.const 64) (i32.const 80))
    (i32.store (i32.const 68) (i32.const 8))
    (drop (call $fd_read (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 72)))
    (i32.load (i32.const 72)))
  (func $do (param $what i32) (param $with i32)
    (if (i32.eq (local.get $what) (i32.const 0))
      (then (i32.store8 (i32.and (local.get $with) (i32.const 0x1ffff)) (i32.const 0xab))
        ;; The same by the host, and over many pages.
        (if (i32.and (local.get $with) (i32.const 0x100000))
          (then (drop (call $random_get (i32.and (local.get $with) (i32.const 0x1ffff)) (i32.const 5000)))))
        (if (i32.and (local.get $with) (i32.const 0x200000))
          (then (memory.fill (i32.and (local.get $with) (i32.const 0xffff)) (i32.const 7) (i32.const 0xfff0))))))
    (if (i32.eq (local.get $what) (i32.const 1)) (then
      (global.set $word (local.get $with))
      (global.set $wide (i64.extend_i32_s (local.get $with)))
      (global.set $real (f64.convert_i32_s (local.get $with)))))
    (if (i32.eq (local.get $what) (i32.const 2))
      (then (drop (memory.grow (i32.and (local.get $with) (i32.const 3))))))
    (if (i32.eq (local.get $what) (i32.const 3)) (then unreachable))
    (if (i32.eq (local.get $what) (i32.const 4)) (then (call $proc_exit (local.get $with))))
    (if (i32.eq (local.get $what) (i32.const 5)) (then
      (i32.store8 (i32.const 32) (i32.const 0x6c))
      (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 32) (i32.const 1) (i32.const 1)
        (i64.const 64) (i64.const 64) (i32.const 0) (i32.const 56)))))
    ${writes}
    ${obstacles})
  (func (export "_start")
    (if (call $next)
      (then (loop $again
        (call $do (i32.load (i32.const 80)) (i32.load (i32.const 84)))
        (br_if $again (call $next))))
      (else (call $see)))))`;

/** All ways to write to memory beside a plain store, to anywhere: over the ends of pages, and beyond the memory's own. */
const writes = `
  (if (i32.eq (local.get $what) (i32.const 6)) (then
    (memory.fill (i32.and (local.get $with) (i32.const 0x1ffff)) (i32.const 0xcd)
      (i32.shr_u (local.get $with) (i32.const 18)))))
  (if (i32.eq (local.get $what) (i32.const 7)) (then
    (memory.copy (i32.and (local.get $with) (i32.const 0x1ffff)) (i32.const 70000) (i32.const 27))))
  (if (i32.eq (local.get $what) (i32.const 8)) (then
    (i64.store offset=4093 (i32.and (local.get $with) (i32.const 0x1ffff)) (i64.const -1))))
  (if (i32.eq (local.get $what) (i32.const 9)) (then
    (v128.store offset=12 (i32.and (local.get $with) (i32.const 0x1ffff)) (i32x4.splat (local.get $with)))))
  (if (i32.eq (local.get $what) (i32.const 10)) (then
    (drop (call $random_get (i32.and (local.get $with) (i32.const 0x1ffff)) (i32.const 5000)))))
  (if (i32.eq (local.get $what) (i32.const 11)) (then
    (i32.store (i32.const 64) (i32.and (local.get $with) (i32.const 0x1ffff)))
    (i32.store (i32.const 68) (i32.const 8))
    (drop (call $fd_read (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 72)))))`;

/** State that no image restores: modules with these get a new instance each time. */
const tableAndSegments = `
  (if (i32.eq (local.get $what) (i32.const 12))
    (then (table.set $table (i32.const 2) (ref.func $nothing))))
  (if (i32.eq (local.get $what) (i32.const 13))
    (then (drop (table.grow $table (ref.null func) (i32.const 1)))))
  (if (i32.eq (local.get $what) (i32.const 14)) (then (data.drop $passive)))
  (if (i32.eq (local.get $what) (i32.const 15))
    (then (memory.init $passive (i32.const 90000) (i32.const 0) (i32.const 20))))`;

/** Anything, and often an address at the end of a page. */
const word = fc.oneof(
  fc.integer({ min: 0, max: 0x7fff_ffff }),
  fc.tuple(fc.nat(0x1f), fc.nat(20)).map(([page, before]) => page * 4096 + 4095 - before),
);

const steps = (kinds: number) =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: kinds }), word), { maxLength: 12 });

const toStdin = (done: readonly (readonly [number, number])[]) =>
  new Uint8Array(Uint32Array.from(done.flat()).buffer);

describe.each([
  { name: 'an image that is put back', create: createGuest, obstacles: '', kinds: 11, reuses: true },
  { name: 'the pages that were written', create: createTrackedGuest, obstacles: '', kinds: 11, reuses: true },
  { name: 'a new instance', create: createGuest, obstacles: tableAndSegments, kinds: 15, reuses: false },
])('isolation by $name', ({ create, obstacles, kinds, reuses }) => {
  it('lets no byte of an invocation reach the next, whatever it did and however it ended', async () => {
    const fresh = await invoke(createGuest(scribbler(obstacles)));
    expect(fresh.stdout).toHaveLength(2 * 65_536);
    const runtime = create(scribbler(obstacles));
    expect(runtime.facts().imageObstacles.length === 0).toBe(reuses);
    await fc.assert(
      fc.asyncProperty(steps(kinds), async (done) => {
        await invoke(runtime, { body: toStdin(done) });
        const run = await invoke(runtime);
        expect(Buffer.compare(run.stdout, fresh.stdout)).toBe(0);
      }),
      { numRuns: cases(300) },
    );
  }, 600_000);
});

it('keeps what a guest did until it ended: the scribbles are real', async () => {
  const runtime = createGuest(scribbler(''));
  const grown = await invoke(runtime, { body: toStdin([[2, 3]]) });
  expect(grown.pages).toBe(5);
  const trapped = await invoke(runtime, { body: toStdin([[3, 0]]) });
  expect(trapped.halt.kind).toBe('trap');
  const ended = await invoke(runtime, {
    body: toStdin([
      [1, 9],
      [4, 7],
    ]),
  });
  expect(ended.halt).toEqual({ kind: 'exit', code: 7 });
});
