import { expect, it } from 'vitest';
import { createResolver } from '../../../../src-main/composer/variables/resolve-text.ts';

const variable = (name: string, value: string, secret = false) => ({ name, value, origin: 'file', secret });

it('puts values in the place of names, also those that values name', () => {
  const { resolve, unresolved } = createResolver([
    variable('base', 'http://{{host}}/v1'),
    variable('host', 'localhost'),
    variable('host', 'shadowed'),
  ]);
  expect(resolve('{{base}}/{{ host }}?{{{host}}}')).toBe('http://localhost/v1/localhost?{localhost}');
  expect(unresolved.size).toBe(0);
});

it('remembers names without a value, circles, and the secrets that were used', () => {
  const { resolve, unresolved, secrets } = createResolver([
    variable('a', '{{b}}'),
    variable('b', '{{a}}'),
    variable('key', 'abc', true),
    variable('other', 'unused', true),
  ]);
  expect(resolve('{{a}} {{none}} {{key}} {"a":{"b":1}}')).toBe('{{a}} {{none}} abc {"a":{"b":1}}');
  expect([...unresolved]).toEqual(['a', 'none']);
  expect([...secrets]).toEqual(['abc']);
});
