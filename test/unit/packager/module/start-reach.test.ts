import { describe, expect, it } from 'vitest';
import { parseModule } from '../../../../src-main/packager/module/parse-module.ts';
import { startReachesHost } from '../../../../src-main/packager/module/start-reach.ts';
import { assemble } from '../../../support/assemble.ts';

const hostcall = '(import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))';

describe('startReachesHost', () => {
  it.each([
    ['no start section', `(module ${hostcall} (func (drop (call $yield))))`, false],
    [
      'a start that stays inside',
      `(module ${hostcall} (start $s) (func $s (call $t)) (func $t (call $s)))`,
      false,
    ],
    [
      'no hostcall to reach',
      '(module (table 1 funcref) (start $s) (func $s (call_indirect (i32.const 0))))',
      false,
    ],
    ['a direct call', `(module ${hostcall} (start $s) (func $s (drop (call $yield))))`, true],
    [
      'a call through other functions',
      `(module ${hostcall} (start $s) (func $s (call $t)) (func $t (call $u)) (func $u (drop (call $yield))))`,
      true,
    ],
    [
      'a call through a table',
      `(module ${hostcall} (table 1 funcref) (start $s) (func $s (call_indirect (i32.const 0))))`,
      true,
    ],
  ])('%s', (_, text, expected) => {
    expect(startReachesHost(parseModule(assemble(text)))).toBe(expected);
  });
});
