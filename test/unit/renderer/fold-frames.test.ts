import { expect, it } from 'vitest';
import { foldFrames } from '../../../src-renderer/traces/fold-frames.ts';

const frame = (functionName: string, offset: number | null = null) => ({
  functionName,
  offset,
  source: null,
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
