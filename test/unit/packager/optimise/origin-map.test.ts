import { expect, it } from 'vitest';
import { readMappings } from '../../../../src-main/contract/source-map.ts';
import { parseModule } from '../../../../src-main/packager/module/parse-module.ts';
import { originMap } from '../../../../src-main/packager/optimise/origin-map.ts';
import { assemble } from '../../../support/assemble.ts';

function offsetsIn(wasm: Uint8Array): number[] {
  const found = [...readMappings(JSON.parse(originMap(parseModule(wasm))).mappings)];
  for (const { generated, original } of found) expect(original?.line).toBe(generated.column);
  return found.map(({ generated }) => generated.column - 1);
}

it('has the head of each function and each of its instructions, under their offsets', () => {
  const wasm = assemble('(module (func (local i32) (local.set 0 (i32.const 5))) (func unreachable))');
  const { bodies } = parseModule(wasm);
  const [first, second] = [bodies[0]!.start, bodies[1]!.start];
  // One group of locals is three bytes, none is one; i32.const and local.set are two each, and both functions end.
  expect(offsetsIn(wasm)).toEqual([
    ...[first - 3, first, first + 2, first + 4],
    ...[second - 1, second, second + 1],
  ]);
});

it('is empty for a module without code', () => {
  expect(offsetsIn(assemble('(module (memory 1))'))).toEqual([]);
});
