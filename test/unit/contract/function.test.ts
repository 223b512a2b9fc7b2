import { describe, expect, it } from 'vitest';
import { functionInputSchema, functionSettings } from '../../../src-main/contract/function.ts';

describe('functionSettings', () => {
  it('fills in the defaults of the wire', () => {
    expect(functionSettings(functionInputSchema.parse({ environment: null }))).toEqual({
      name: null,
      description: null,
      tag: null,
      environment: {},
      maxMemory: 67_108_864,
      maxInstances: 1,
    });
  });
});

describe('functionInputSchema', () => {
  it.each([
    ['a name with an equals sign', { environment: { 'A=B': 'c' } }],
    ['an empty name', { environment: { '': 'c' } }],
    ['a name that objects have for themselves', { environment: JSON.parse('{"__proto__":"c"}') }],
    ['a value with a NUL', { environment: { A: 'c\u0000d' } }],
    ['less than one page of memory', { maxMemory: 65_535 }],
    ['more memory than 32 bits address', { maxMemory: 4_294_967_297 }],
    ['no instance', { maxInstances: 0 }],
    ['half an instance', { maxInstances: 1.5 }],
  ])('refuses %s', (_, input) => {
    expect(functionInputSchema.safeParse(input).success).toBe(false);
  });
});
