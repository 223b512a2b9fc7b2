import { expect, it } from 'vitest';
import { encodeNumbers } from '../../../src-main/contract/source-map.ts';
import { traceOrigins } from '../../../src-main/symbols/trace-origins.ts';

/** Code from 10 on was at 40, from 16 on is the optimiser's own, and from 20 on was at 30. */
const mappings = [[10, 0, 40, 0], [6], [4, 0, -10, 0]].map(encodeNumbers);
const map = new TextEncoder().encode(JSON.stringify({ version: 3, mappings: mappings.join(',') }));

it.each([
  [10, 40],
  [13, 40],
  [16, null],
  [19, null],
  [20, 30],
  [1_000, 30],
  [9, null],
  [null, null],
])('leads a frame at %j to %j', (offset, origin) => {
  const frame = { functionName: 'compute', offset, source: null };
  expect(traceOrigins([frame], map)).toEqual([{ ...frame, offset: origin }]);
});

it('leads each frame of a stack to where it was, in the order of the stack', () => {
  const stack = [20, 10, 20, 17].map((offset) => ({ functionName: 'compute', offset, source: null }));
  expect(traceOrigins(stack, map).map(({ offset }) => offset)).toEqual([30, 40, 30, null]);
});
