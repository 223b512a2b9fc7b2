import { describe, expect, it } from 'vitest';
import { parseOptions, wholeNumber } from '../../../src-main/headless/parse-options.ts';

const options = { name: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

describe('parseOptions', () => {
  it.each([[['--name', 'a', 'x', 'y']], [['x', '--name=a', 'y']], [['x', 'y', '--name', 'a']]])(
    'finds the options in %j',
    (argv) => {
      expect(parseOptions(argv, options, 'command')).toMatchObject({
        values: { name: 'a' },
        words: ['x', 'y'],
      });
    },
  );

  it.each([
    [['--nmae', 'a'], /^Unknown option '--nmae'\. "command --help"/],
    [['--name'], /^Option '--name <value>' argument missing\. "command --help"/],
    [['--help=yes'], /^Option '-h, --help' does not take an argument\. "command --help"/],
  ])('says in one sentence what is wrong with %j', (argv, message) => {
    expect(() => parseOptions(argv, options, 'command')).toThrow(message);
  });
});

describe('wholeNumber', () => {
  it.each(['', ' 1', '1.5', '0x10', '-1', '1e3', '11', '99999999999999999999'])('refuses %j', (text) => {
    expect(() => wholeNumber('count', text, { min: 0, max: 10 })).toThrow(/--count .* from 0 to 10/);
  });

  it('gives what is in range, and nothing for nothing', () => {
    expect(wholeNumber('count', '10', { min: 0, max: 10 })).toBe(10);
    expect(wholeNumber('count', undefined, { min: 0, max: 10 })).toBeUndefined();
  });
});
