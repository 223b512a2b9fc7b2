import { expect, it } from 'vitest';
import { environmentKeys } from '../../../../src-main/packager/inspect/environment-keys.ts';
import { parseModule } from '../../../../src-main/packager/module/parse-module.ts';
import { assemble } from '../../../support/assemble.ts';

const environGet = `(import "wasi_snapshot_preview1" "environ_get" (func (param i32 i32) (result i32)))`;
const keysOf = (fields: string, imports = environGet): string[] =>
  environmentKeys(parseModule(assemble(`(module ${imports} (memory 1) ${fields})`)));

const getenv = `(func $getenv (param i32) (result i32) (i32.const 0))`;
const data = `(data (i32.const 16) "FIRST\\00SECOND\\00not a key\\00")`;

it('finds what a program in C names, with nothing behind the last string', () => {
  const fields = `${getenv} (data (i32.const 16) "FIRST\\00LAST")
    (func $main (local i32)
      (drop (call $getenv (local.tee 0 (i32.const 16))))
      (drop (call $getenv (i32.const 22))))`;
  expect(keysOf(fields)).toEqual(['FIRST', 'LAST']);
});

it('finds what is handed on by functions in between', () => {
  const fields = `${getenv} ${data}
    (func $main (call $outer (f64.const 1) (i32.const 22)))
    (func $outer (param f64 i32) (drop (call $inner (local.get 1) (i32.const 0))))
    (func $inner (param i32 i32) (result i32) (call $getenv (local.get 0)))`;
  expect(keysOf(fields)).toEqual(['SECOND']);
});

it('finds slices, whatever else is handed over before them', () => {
  const fields = `${data}
    (func $_ZN3std3env4_var17h737866f0608c0fc9E (param i32 i32 i32))
    (func $main (call $_ZN3std3env4_var17h737866f0608c0fc9E
      (i32.add (i32.const 8) (i32.const 8)) (i32.const 22) (i32.const 6)))`;
  expect(keysOf(fields)).toEqual(['SECOND']);
});

it('finds what Go writes to its own stack', () => {
  const fields = `(func $os.Getenv (param i32) (result i32) (i32.const 0)) ${data}
    (func $main (param $sp i32)
      (i64.store (local.get $sp) (i64.const 16))
      (i64.store offset=8 (local.get $sp) (i64.const 5))
      (i64.store (local.get $sp) (i64.const 1234))
      (drop (call $os.Getenv (i32.const 0)))
      (drop (call $os.Getenv (i32.const 0))))`;
  expect(keysOf(fields)).toEqual(['FIRST']);
});

it('takes no other text for a key', () => {
  const fields = `${getenv} ${data} (func $puts (param i32))
    (func $main (param i32) (local i32)
      (call $puts (i32.const 16))
      (drop (call $getenv (i32.const 29)))
      (drop (call $getenv (local.get 1)))
      (drop (call $getenv (i32.add (i32.const 8) (i32.const 8))))
      (drop (call $getenv (i32.const -8)))
      (drop (call $getenv (i32.const 60000))))`;
  expect(keysOf(fields)).toEqual([]);
});

it('finds nothing in a module that gets no environment', () => {
  expect(keysOf(`${getenv} ${data} (func $main (drop (call $getenv (i32.const 16))))`, '')).toEqual([]);
});

it('counts data that the program places itself as none', () => {
  const fields = `(global $base (import "env" "base") i32)`;
  const imports = `${environGet} ${fields}`;
  const body = `${getenv} (data (global.get $base) "FIRST\\00") (data "SECOND\\00")
    (func $main (drop (call $getenv (i32.const 0))))`;
  expect(keysOf(body, imports)).toEqual([]);
});
