import { expect, it } from 'vitest';
import { describeSize } from '../../../src-main/contract/describe-size.ts';

it.each([
  [0, '0 bytes'],
  [1_023, '1023 bytes'],
  [1_536, '1.5 KiB'],
  [33_554_432, '32 MiB'],
  [66_715_648, '63.6 MiB'],
  [1_072_693_248, '1023 MiB'],
  [2_147_483_648, '2 GiB'],
  [4_294_901_760, '4 GiB'],
])('%i is %s', (bytes, text) => {
  expect(describeSize(bytes)).toBe(text);
});
