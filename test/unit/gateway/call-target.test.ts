import { expect, it } from 'vitest';
import { originForm, parseCallTarget } from '../../../src-main/gateway/call-target.ts';

it.each([
  ['/function_1', { functionId: 'function_1', path: '/', trigger: 'Std', debug: false }],
  ['/function_1/', { functionId: 'function_1', path: '/' }],
  ['/function_1/a%20b/c?x=1', { functionId: 'function_1', path: '/a%20b/c', query: { x: '1' } }],
  ['/f?trigger=http', { trigger: 'Http', debug: false, query: {} }],
  ['/f?debug', { trigger: 'Std', debug: true }],
  ['/f?debug=&trigger=HTTP', { trigger: 'Http', debug: true }],
  ['/f?debug=false', { debug: false }],
  ['/f?trigger=post', { trigger: null }],
  ['/f?a=1&a=2&b=x%26y', { query: { a: ['1', '2'], b: 'x&y' } }],
  ['/', { functionId: '' }],
])('reads %s', (url, expected) => {
  expect(parseCallTarget(url)).toMatchObject(expected);
});

it.each([
  ['/f?x=http://a/', '/f?x=http://a/'],
  ['http://localhost:8787/f/path?x', '/f/path?x'],
  ['HTTP://localhost?x', '?x'],
  ['*', '*'],
])('takes scheme and host off %s', (target, path) => {
  expect(originForm(target)).toBe(path);
});

it('takes a parameter called __proto__ for a parameter', () => {
  const { query } = parseCallTarget('/f?__proto__=x');
  expect(Object.keys(query)).toEqual(['__proto__']);
});
