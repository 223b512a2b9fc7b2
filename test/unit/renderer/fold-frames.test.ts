import { expect, it } from 'vitest';
import { foldFrames, splitStack } from '../../../src-renderer/traces/fold-frames.ts';

const frame = (functionName: string, offset: number | null = null, source: string | null = null) => ({
  functionName,
  offset,
  source,
});

it('folds equal neighbours of a stack, and keeps its order', () => {
  const stack = [frame('deep'), frame('deep'), frame('deep', 4), frame('start'), frame('deep')];
  expect(foldFrames(stack).map(({ frame: { functionName }, times }) => [functionName, times])).toEqual([
    ['deep', 2],
    ['deep', 1],
    ['start', 1],
    ['deep', 1],
  ]);
});

it('parts a stack where the source of the function begins', () => {
  const panic = frame('rust_panic', 1, '/rustc/library/std/src/panicking.rs:746:9');
  const bounds = frame('core::panicking::panic_bounds_check', 2);
  const total = frame('total', 3, 'src/main.rs:3:5');
  const start = frame('lang_start', 4, '/rustc/library/std/src/rt.rs:166:17');
  expect(splitStack([panic, bounds, total, start])).toEqual({ inner: [panic, bounds], own: [total, start] });
  expect(splitStack([panic, start]).own).toEqual([panic, start]);
  expect(splitStack([frame('plain')]).inner).toEqual([]);
});
