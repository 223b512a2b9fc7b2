import { describe, expect, it } from 'vitest';
import { deployArguments, functionIdAnd } from '../../../../src-main/headless/clever/arguments.ts';

const id = 'function_0b9ac2f5-4c5c-4f0e-9d0a-6c1f3f1f0a11';

describe('deployArguments', () => {
  it.each([
    [['hello.js', id], { file: 'hello.js', functionId: id, platform: null }],
    [[id, 'hello.js'], { file: 'hello.js', functionId: id, platform: null }],
    [['hello.wasm', 'rust', id], { file: 'hello.wasm', functionId: id, platform: 'RUST' }],
    [[id, 'hello.wasm', 'go'], { file: 'hello.wasm', functionId: id, platform: 'TINY_GO' }],
    [['asc', 'hello.wasm', id], { file: 'hello.wasm', functionId: id, platform: 'ASSEMBLY_SCRIPT' }],
    [['js', 'javascript', id], { file: 'js', functionId: id, platform: 'JAVA_SCRIPT' }],
    [['function_one.js', id], { file: 'function_one.js', functionId: id, platform: null }],
    [[id, 'function_one.js'], { file: 'function_one.js', functionId: id, platform: null }],
    [['hello.js', 'f1'], { file: 'hello.js', functionId: 'f1', platform: null }],
  ])('understands %j', (words, expected) => {
    expect(deployArguments(words, 'usage')).toEqual(expected);
  });

  it.each([[[]], [['hello.js']], [['a', 'b', 'c', 'd']]])('shows the usage for %j', (words) => {
    expect(() => deployArguments(words, 'clever functions deploy …')).toThrow(/clever functions deploy …/);
  });

  it('lists the platform codes where it is given none of them', () => {
    expect(() => deployArguments(['a.wasm', 'cobol', id], 'usage')).toThrow(/"cobol".*rust.*assemblyscript/);
  });
});

describe('functionIdAnd', () => {
  it('tells the id by its form, in either order', () => {
    const expected = { functionId: id, other: 'deployment_1' };
    expect(functionIdAnd([id, 'deployment_1'], 'usage', 'id first')).toEqual(expected);
    expect(functionIdAnd(['deployment_1', id], 'usage', 'id first')).toEqual(expected);
  });
});
