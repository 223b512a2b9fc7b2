import { expect, it } from 'vitest';
import { equalSecrets } from '../../../src-main/control-plane/equal-secrets.ts';

it.each([
  ['secret', 'secret', true],
  ['secret', 'Secret', false],
  ['', 'secret', false],
  ['secret and more', 'secret', false],
])('%j against %j: %s', (given, expected, equal) => {
  expect(equalSecrets(given, expected)).toBe(equal);
});
