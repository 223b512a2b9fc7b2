import { expect, it } from 'vitest';
import { addressName } from '../../../src-renderer/composer/address-name.ts';

const id = 'function_6f1b1d0e-5b0f-4a3e-9d53-0c8a6f8f3a11';
const nameOf = (wanted: string): string | null => (wanted === id ? 'shop' : null);

it.each([
  [`http://127.0.0.1:8787/${id}/orders?trigger=http`, 'shop/orders'],
  [`http://127.0.0.1:8787/${id}/orders?trigger=http&page=2`, 'shop/orders?page=2'],
  [`http://127.0.0.1:8787/${id}?page=2&trigger=http`, 'shop?page=2'],
  [`http://127.0.0.1:8787/${id}`, 'shop'],
  [`http://127.0.0.1:8787/${id.replace('6f', '70')}/orders?trigger=http`, '701b1d0e…/orders'],
  [`http://127.0.0.1:8787/${id}?trigger=https`, 'shop?trigger=https'],
  ['{{gateway}}/{{hello}}/books?trigger=http', 'hello/books'],
  ['https://example.test/v1/users?page=2', '/v1/users?page=2 · example.test'],
  ['http://127.0.0.1:9/', '127.0.0.1:9'],
  ['{{base}}/v4/self', '{{base}}/v4/self'],
  ['not an address', 'not an address'],
])('%s goes by %s', (url, name) => {
  expect(addressName(url, nameOf)).toBe(name);
});
