import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { parseModule } from '../../../../src-main/packager/module/parse-module.ts';
import {
  UnknownInstruction,
  walkInstructions,
} from '../../../../src-main/packager/module/walk-instructions.ts';
import { assemble } from '../../../support/assemble.ts';

/** One function for each form of immediates; a wrong length of one instruction derails the rest of its body. */
const program = `(module
  (memory 1) (table $t 4 funcref) (table $u 4 funcref) (elem $e func $blocks) (data $d "abc")
  (tag $tag (param i32)) (global $g (mut i64) (i64.const -1)) (type $pair (func (param i32) (result i32 i64)))
  (func $blocks (param i32) (result i32)
    (block (loop (if (local.get 0) (then (br 1)) (else (br_if 2 (local.get 0))))))
    (block $a (block $b (block $c (br_table $a $b $c $a (local.get 0)))))
    (block (param i32) (result i32 i64) (i64.const 0x7fffffffffffffff) ) (drop) (drop) (i32.const 1)
    (drop (select (result funcref) (ref.null func) (ref.func $blocks) (local.get 0)))
    (drop (select (i32.const -2147483648) (i32.const 1) (local.get 0)))
    (i32.const 0))
  (func $numbers
    (drop (f32.const nan:0x7fffff)) (drop (f64.const -0x1p-1022))
    (drop (i32.extend8_s (i32.const 1))) (drop (i64.trunc_sat_f64_u (f64.const 1)))
    (global.set $g (i64.const -9223372036854775808)))
  (func $memory
    (i32.store offset=65535 align=1 (i32.const 0) (i32.const 1))
    (i64.store8 offset=4294967295 (i32.const 0) (i64.const 1))
    (memory.init $d (i32.const 0) (i32.const 0) (i32.const 1)) (data.drop $d)
    (memory.copy (i32.const 0) (i32.const 0) (i32.const 1)) (memory.fill (i32.const 0) (i32.const 0) (i32.const 1))
    (drop (memory.grow (memory.size))))
  (func $tables
    (table.init $t $e (i32.const 0) (i32.const 0) (i32.const 1)) (elem.drop $e)
    (table.copy $t $u (i32.const 0) (i32.const 0) (i32.const 1))
    (table.fill $t (i32.const 0) (ref.null func) (i32.const 1))
    (table.set $u (i32.const 0) (table.get $t (i32.const 0)))
    (drop (table.grow $u (ref.null func) (table.size $t)))
    (drop (ref.is_null (ref.null extern))))
  (func $calls (param i32) (result i32)
    (drop (call $calls (i32.const 1)))
    (drop (call_indirect $u (param i32) (result i32) (i32.const 1) (i32.const 2)))
    (return_call_indirect $t (param i32) (result i32) (i32.const 1) (i32.const 2)))
  (func $tail (param i32) (result i32) (return_call $calls (local.get 0)))
  (func $exceptions
    (try (do (throw $tag (i32.const 1))) (catch $tag drop) (catch_all (rethrow 0)))
    (try (do (try (do (throw $tag (i32.const 1))) (delegate 0))) (catch_all)))
  (func $vectors
    (drop (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31
      (v128.const i64x2 0x0b0b0b0b0b0b0b0b -1) (v128.load offset=300 align=1 (i32.const 0))))
    (drop (i32x4.extract_lane 3 (i32x4.splat (i32.const 1))))
    (drop (f64x2.replace_lane 1 (v128.load64_zero (i32.const 0)) (f64.const 1)))
    (v128.store16_lane offset=200 7 (i32.const 0) (v128.load8_lane 15 (i32.const 0) (v128.load8_splat (i32.const 0))))
    (drop (i64x2.extmul_high_i32x4_u (i32x4.trunc_sat_f64x2_u_zero (v128.load (i32.const 0))) (v128.load (i32.const 0)))))
  (func $atomics
    (drop (memory.atomic.notify offset=128 (i32.const 0) (i32.const 1))) (atomic.fence)
    (drop (i64.atomic.rmw32.cmpxchg_u offset=129 (i32.const 0) (i64.const 1) (i64.const 2)))))`;

/** Bodies of instructions that the assembler does not know, to be read up to and with their `end`. */
const newer: [string, number[]][] = [
  [
    'try_table with all four kinds of handlers',
    [0x1f, 0x40, 4, 0, 9, 0, 1, 9, 1, 2, 0, 3, 1, 0x0b, 0x0a, 0x0b],
  ],
  ['call_ref and br_on_null', [0x14, 0x80, 0x01, 0xd5, 0x0b, 0xd4, 0x0b]],
  ['a block that gives (ref null 0)', [0x02, 0x63, 0x00, 0xd0, 0x00, 0x0b, 0x1a, 0x0b]],
  ['an address in the second memory', [0x28, 0x42, 0x0b, 0x80, 0x01, 0x1a, 0x0b]],
  [
    'structures, arrays and casts',
    [0xfb, 2, 11, 11, 0xfb, 8, 0, 11, 0xfb, 0x18, 3, 0, 0x6e, 0x6b, 0xfb, 0x1c, 0x0b],
  ],
  ['relaxed vectors', [0xfd, 0x93, 0x02, 0x0b]],
];

function walkToEnds(bytes: Uint8Array): number {
  let instructions = 0;
  for (const { start, end } of parseModule(bytes).bodies)
    expect(walkInstructions(bytes, start, end, () => ++instructions).end).toBe(end);
  return instructions;
}

describe('walkInstructions', () => {
  it('knows the length of every form of instruction', () => {
    expect(walkToEnds(assemble(program))).toBeGreaterThan(150);
  });

  it('walks a whole language runtime', () => {
    const file = createRequire(import.meta.url)
      .resolve('quickjs-wasi/package.json')
      .replace('package.json', 'quickjs.wasm');
    expect(walkToEnds(readFileSync(file))).toBeGreaterThan(100_000);
  });

  it.each(newer)('knows %s', (_, code) => {
    const bytes = Uint8Array.from([...code, 0xff]);
    expect(walkInstructions(bytes, 0, bytes.length, () => undefined).end).toBe(code.length);
  });

  it.each([
    ['plain', [0x01, 0xff, 0x0b], 0xff],
    ['prefixed', [0x01, 0xfc, 0x7f, 0x0b], 0xfc07f],
  ])('stops at a %s instruction that it does not know', (_, code, opcode) => {
    const walk = () => walkInstructions(Uint8Array.from(code), 0, code.length, () => undefined);
    expect(walk).toThrow(UnknownInstruction);
    expect(walk).toThrow(expect.objectContaining({ opcode, offset: 1 }));
  });

  it('does not follow a forged count beyond the end', () => {
    const code = Uint8Array.of(0x0e, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x00);
    expect(walkInstructions(code, 0, code.length, () => undefined).end).toBe(code.length);
  });
});
