import { describe, expect, it } from 'vitest';
import { functionNames } from '../../../../src-main/packager/module/names.ts';
import { parseModule } from '../../../../src-main/packager/module/parse-module.ts';
import { functionType } from '../../../../src-main/packager/module/wasm-module.ts';
import { assemble, customSection, join, section } from '../../../support/assemble.ts';

const header = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

const everything = `(module
  (type $twice (func (param i32 f64) (result i64 v128)))
  (import "a" "function" (func $imported (type $twice)))
  (import "a" "table" (table 1 2 externref))
  (import "a" "memory" (memory 3))
  (import "a" "global" (global $outside i32))
  (import "a" "tag" (tag (param i32)))
  (table $own 5 funcref)
  (memory $second 1 9)
  (global $constant f32 (f32.const 1.5))
  (global $variable (mut i64) (i64.const 7))
  (export "run" (func $run)) (export "variable" (global $variable))
  (start $run)
  (elem (table $own) (i32.const 0) func $run $imported) (elem func $run) (elem declare func $run)
  (elem (table $own) (offset (global.get $outside)) funcref (ref.func $run) (ref.null func))
  (func $run (local i32 i32 f64) (nop))
  (data (i32.const 8) "first") (data "second!"))`;

describe('parseModule', () => {
  const bytes = assemble(everything.replace('(memory $second 1 9)', ''));
  const module = parseModule(bytes);

  it('reads types and imports of every kind', () => {
    expect(module.types[0]).toEqual({ parameters: ['i32', 'f64'], results: ['i64', 'v128'] });
    expect(module.imports).toMatchObject([
      { module: 'a', name: 'function', kind: 'function', typeIndex: 0 },
      { name: 'table', kind: 'table', table: { element: 'externref', limits: { minimum: 1, maximum: 2 } } },
      { name: 'memory', kind: 'memory', memory: { minimum: 3, maximum: null, shared: false, wide: false } },
      { name: 'global', kind: 'global', global: { type: 'i32', mutable: false } },
      { name: 'tag', kind: 'tag' },
    ]);
  });

  it('reads what the module defines', () => {
    expect(module.tables).toMatchObject([{ element: 'funcref', limits: { minimum: 5, maximum: null } }]);
    expect(module.globals).toEqual([
      { type: 'f32', mutable: false },
      { type: 'i64', mutable: true },
    ]);
    expect(module.exports).toEqual([
      { name: 'run', kind: 'function', index: 1 },
      { name: 'variable', kind: 'global', index: 2 },
    ]);
    expect(module.start).toBe(1);
    expect(functionType(module, 0)).toEqual(module.types[0]);
    expect(functionType(module, 1)).toEqual({ parameters: [], results: [] });
    expect(functionType(module, 2)).toBeUndefined();
  });

  it('reads segments in all their forms, and skips the local variables of bodies', () => {
    expect(module.elements).toEqual([
      { mode: 'active', count: 2 },
      { mode: 'passive', count: 1 },
      { mode: 'declared', count: 1 },
      { mode: 'active', count: 2 },
    ]);
    expect([...bytes.subarray(module.bodies[0]!.start, module.bodies[0]!.end)]).toEqual([0x01, 0x0b]);
  });

  it('finds custom sections by name, and function names in theirs', () => {
    const extended = join(bytes, customSection('.debug_info', [1, 2, 3]));
    const found = parseModule(extended).sections.at(-1)!;
    expect(found).toMatchObject({ id: 0, name: '.debug_info' });
    expect([...extended.subarray(found.content, found.end)]).toEqual([1, 2, 3]);
    expect(functionNames(module)).toEqual(
      new Map([
        [0, 'imported'],
        [1, 'run'],
      ]),
    );
  });

  it('does without names that can’t be read', () => {
    expect(functionNames(parseModule(join(header, customSection('name', [1, 9, 9]))))).toEqual(new Map());
  });

  it('keeps type indices right among structures, arrays and recursive groups', () => {
    const types = section(1, [
      3, // a group of two, a structure and a function that takes it; an array; an open function type
      0x4e,
      2,
      0x5f,
      1,
      0x7f,
      1,
      0x60,
      1,
      0x63,
      0,
      0,
      0x5e,
      0x78,
      1,
      0x50,
      1,
      1,
      0x60,
      0,
      1,
      0x64,
      0x70,
    ]);
    expect(parseModule(join(header, types)).types).toEqual([
      null,
      { parameters: ['(ref null 0)'], results: [] },
      null,
      { parameters: [], results: ['(ref func)'] },
    ]);
  });

  it('refuses every truncation, and says which part is cut short', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      const cut = bytes.subarray(0, length);
      const whole = length === 8 || module.sections.some(({ end }) => end === length);
      if (whole) expect(() => parseModule(cut)).not.toThrow();
      else
        expect(() => parseModule(cut)).toThrow(
          expect.objectContaining({
            code: 'invalid-module',
            message: expect.stringMatching(/cut short|is empty|malformed/),
          }),
        );
    }
  });
});
