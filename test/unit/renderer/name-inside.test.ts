import { describe, expect, it } from 'vitest';
import { nameInside } from '../../../src-renderer/deploy/name-inside.ts';

describe('nameInside', () => {
  it.each([
    ['alloc', 'alloc::vec::push', 'vec::push'],
    ['runtime', 'runtime.mallocgc', 'mallocgc'],
    [
      'std',
      'void std::__2::__introsort<std::__2::__less<int, int>&>(int*, int*)',
      '__introsort<std::__2::__less<int, int>&>(int*, int*)',
    ],
    ['std', 'unsigned int std::sort5<int>(int*)', 'sort5<int>(int*)'],
    ['@scope/words', 'node_modules/@scope/words/src/main.js', 'src/main.js'],
    ['deep', 'node_modules/plain/node_modules/deep/main.js', 'main.js'],
  ])('leaves %s out of %s', (group, name, inside) => {
    expect(nameInside(group, name)).toBe(inside);
  });

  it.each([
    ['core', '<alloc::vec::Vec<u8> as core::fmt::Debug>::fmt'],
    ['src/shop', 'price(int)'],
    ['script', 'my folder/shop.js'],
    ['words', 'words'],
  ])('has no name of %s to leave out of %s', (group, name) => {
    expect(nameInside(group, name)).toBe(name);
  });
});
