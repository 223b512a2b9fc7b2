import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEnvironmentList } from '../../../../src-main/headless/clever/environment-list.ts';

describe('parseEnvironmentList', () => {
  it.each([
    ['the documented form', 'FOO=BAR,HELLO=WORLD', { FOO: 'BAR', HELLO: 'WORLD' }],
    ['a value with equals signs', 'QUERY=a=1&b=2', { QUERY: 'a=1&b=2' }],
    ['an empty value', 'FOO=', { FOO: '' }],
    ['an escaped comma', 'LIST=a\\,b,C=d', { LIST: 'a,b', C: 'd' }],
    ['an escaped backslash before a comma', 'PATH=C:\\\\,D=e', { PATH: 'C:\\', D: 'e' }],
    ['a backslash that escapes nothing', 'PATH=C:\\temp', { PATH: 'C:\\temp' }],
    ['blanks around names', 'A=1, B=2', { A: '1', B: '2' }],
    ['the last of two values', 'A=1,A=2', { A: '2' }],
    ['a value over lines', 'KEY=one\ntwo', { KEY: 'one\ntwo' }],
  ])('reads %s', (_, text, variables) => {
    expect(parseEnvironmentList(text)).toEqual(variables);
  });

  it.each(['', 'FOO', '=BAR', 'A=1,', ',A=1', 'A=1,,B=2'])('refuses %j', (text) => {
    expect(() => parseEnvironmentList(text)).toThrow(/sets no variable/);
  });

  it('reads back every value that was escaped', () => {
    const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/);
    fc.assert(
      fc.property(fc.dictionary(name, fc.string(), { minKeys: 1, noNullPrototype: true }), (variables) => {
        const escaped = Object.entries(variables).map(
          ([key, value]) => `${key}=${value.replaceAll(/[\\,]/g, '\\$&')}`,
        );
        expect(parseEnvironmentList(escaped.join(','))).toEqual(variables);
      }),
    );
  });
});
