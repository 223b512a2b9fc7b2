import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dirtyPageBytes, dirtyReach } from '../../../../src-main/contract/dirty-pages.ts';
import { parseModule } from '../../../../src-main/packager/module/parse-module.ts';
import { trackWrites } from '../../../../src-main/packager/module/track-writes.ts';
import { packageModule } from '../../../../src-main/packager/package-module.ts';
import { assemble } from '../../../support/assemble.ts';

const memoryBytes = 2 * 65_536;

/** Every instruction that writes, each behind an `if` of its own; the address comes from outside. */
const writes = [
  '(i32.store (local.get $to) (i32.const -1))',
  '(i32.store offset=4000 (local.get $to) (i32.const -1))',
  '(i32.store offset=65535 (local.get $to) (i32.const -1))',
  '(i32.store8 offset=240 (local.get $to) (i32.const -1))',
  '(i32.store16 offset=241 (local.get $to) (i32.const -1))',
  '(i64.store (local.get $to) (i64.const -1))',
  '(i64.store8 (local.get $to) (i64.const -1))',
  '(i64.store16 (local.get $to) (i64.const -1))',
  '(i64.store32 offset=300 (local.get $to) (i64.const -1))',
  '(f32.store (local.get $to) (f32.const 1.5))',
  '(f64.store offset=255 (local.get $to) (f64.const 1.5))',
  '(v128.store offset=240 (local.get $to) (v128.const i64x2 -1 -1))',
  '(v128.store8_lane offset=7 15 (local.get $to) (v128.const i64x2 -1 -1))',
  '(v128.store64_lane 1 (local.get $to) (v128.const i64x2 -1 -1))',
  '(memory.fill (local.get $to) (i32.const 0xab) (local.get $size))',
  '(memory.copy (local.get $to) (i32.const 100000) (local.get $size))',
  '(memory.init $text (local.get $to) (i32.const 0) (i32.const 5))',
  // The value is made by a write of its own.
  '(i32.store (local.get $to) (call $again (i32.const 70000)))',
];

const program = `(module
  (memory (export "memory") 2)
  (data (i32.const 100000) "what is copied, and some more of it")
  (data $text "hello")
  (func $again (param $at i32) (result i32)
    (i32.store8 (local.get $at) (i32.const 0x77))
    (local.get $at))
  (func (export "write") (param $which i32) (param $to i32) (param $size i32) (local $own f64) (local i32 i64)
    ${writes.map((write, index) => `(if (i32.eq (local.get $which) (i32.const ${index})) (then ${write}))`).join('\n')}))`;

/** An instance with its memory and, where it has one, the memory of its marks. */
function instantiate(bytes: Uint8Array, isTracked: boolean) {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const marks = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>), {
    atelier: { memory, ...(isTracked ? { dirty_pages: marks } : {}) },
  });
  const write = exports.write as (which: number, to: number, size: number) => void;
  return {
    memory: Buffer.from(memory.buffer),
    marks: Buffer.from(marks.buffer),
    /** Whether it trapped. */
    write: (...parameters: readonly [number, number, number]) => {
      try {
        write(...parameters);
        return false;
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError) return true;
        throw error;
      }
    },
  };
}

const { module } = packageModule(
  assemble(program.replace('(func (export "write")', '(func (export "_start"))\n(func (export "write")')),
);
const tracked = trackWrites(parseModule(module))!;

/** Where something is written, often close to a boundary, and how much. */
const places = fc.tuple(
  fc.integer({ min: 0, max: writes.length - 1 }),
  fc.oneof(
    fc.integer({ min: 0, max: memoryBytes }),
    fc
      .tuple(fc.integer({ min: 0, max: memoryBytes / dirtyPageBytes }), fc.integer({ min: -300, max: 20 }))
      .map(([page, by]) => Math.max(0, page * dirtyPageBytes + by)),
    fc.constant(-1),
  ),
  fc.integer({ min: 0, max: 20_000 }),
);

describe('a module that keeps account of its writes', () => {
  it('does what it did before, and marks the place of every byte that changes', () => {
    fc.assert(
      fc.property(fc.array(places, { minLength: 1, maxLength: 6 }), (list) => {
        const [plain, other] = [instantiate(module, false), instantiate(tracked.bytes, true)];
        const before = Buffer.from(other.memory);
        for (const place of list) expect(other.write(...place)).toBe(plain.write(...place));
        expect(other.memory.equals(plain.memory)).toBe(true);
        const isMarked = (offset: number) =>
          other.marks[Math.floor(offset / dirtyPageBytes)] === 1 ||
          other.marks[Math.floor(Math.max(0, offset - dirtyReach) / dirtyPageBytes)] === 1;
        const missed = [...before.keys()].filter(
          (offset) => before[offset] !== other.memory[offset] && !isMarked(offset),
        );
        expect(missed).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('marks nothing but what it writes', () => {
    const { write, marks } = instantiate(tracked.bytes, true);
    write(0, 5 * dirtyPageBytes, 0);
    write(14, 20_000, 0);
    expect([...marks.keys()].filter((page) => marks[page] !== 0)).toEqual([5]);
  });

  it('leaves every index and every other section as it was', () => {
    const [before, after] = [parseModule(module), parseModule(tracked.bytes)];
    expect(after.exports).toEqual(before.exports);
    expect(after.functions.slice(0, before.functions.length)).toEqual(before.functions);
    const content = ({ bytes, sections }: typeof before, id: number) =>
      sections
        .filter((section) => section.id === id)
        .map(({ start, end }) => Buffer.from(bytes.subarray(start, end)));
    for (const id of [0, 6, 7, 9, 11]) expect(content(after, id)).toEqual(content(before, id));
  });

  it.each([
    ['has no memory', '(module (func (export "_start")))'],
    [
      'writes atomically',
      '(module (memory (export "memory") 1) (func (export "_start") (i32.atomic.store (i32.const 0) (i32.const 1))))',
    ],
  ])('is not made of one that %s', (_, source) => {
    expect(trackWrites(parseModule(packageModule(assemble(source)).module))).toBeNull();
  });
});
