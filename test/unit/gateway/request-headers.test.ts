import { expect, it } from 'vitest';
import { requestHeaders } from '../../../src-main/gateway/request-headers.ts';

it.each([
  [['user-agent', 'me'], { 'User-Agent': 'me' }],
  [['x-API-key', 'k'], { 'x-API-key': 'k' }],
  [['accept', 'a', 'Accept', 'b'], { Accept: 'a, b' }],
  [['Cookie', 'a=1', 'cookie', 'b=2'], { Cookie: 'a=1; b=2' }],
  [[], {}],
])('reads %j', (raw, expected) => {
  expect({ ...requestHeaders(raw) }).toEqual(expected);
});
