import { describe, expect, it } from 'vitest';
import { parseModule } from '../../../../src-main/packager/module/parse-module.ts';
import { scanInstructions } from '../../../../src-main/packager/module/scan-instructions.ts';
import { isOptimised } from '../../../../src-main/packager/optimise/is-optimised.ts';
import { assemble } from '../../../support/assemble.ts';
import { compileLanguage, reasonToSkip } from '../../../support/compile-language.ts';

function measure(...bodies: string[]) {
  const functions = bodies.map((body) => `(func (param i32) (local i32) ${body})`);
  return scanInstructions(parseModule(assemble(`(module ${functions.join('\n')})`))).measure;
}

describe('a needless set', () => {
  it('is one that the next instruction takes back', () => {
    expect(measure('(local.set 1 (local.get 0)) (drop (local.get 1))')).toEqual({
      instructions: 5,
      needlessSets: 1,
    });
  });

  it.each([
    ['of another local', '(local.set 1 (local.get 0)) (drop (local.get 0))'],
    ['with something between', '(local.set 1 (local.get 0)) (nop) (drop (local.get 1))'],
    ['that is a tee', '(drop (local.tee 1 (local.get 0)))'],
  ])('is none %s', (_, body) => {
    expect(measure(body).needlessSets).toBe(0);
  });

  it('does not reach into the next function', () => {
    expect(measure('(local.set 1 (local.get 0))', '(drop (local.get 1))').needlessSets).toBe(0);
  });
});

it('forgives a few among many', () => {
  expect(isOptimised({ instructions: 30_000, needlessSets: 30 })).toBe(true);
  expect(isOptimised({ instructions: 30_000, needlessSets: 31 })).toBe(false);
});

const skipC = await reasonToSkip('c');
it.skipIf(skipC !== null)(`sees that our own compiler optimises${skipC ? ` (${skipC})` : ''}`, async () => {
  const wasm = await compileLanguage(
    'c',
    'hello.c',
    '#include <stdio.h>\nint main(void) { puts("hello"); }\n',
  );
  expect(isOptimised(scanInstructions(parseModule(wasm)).measure)).toBe(true);
});
