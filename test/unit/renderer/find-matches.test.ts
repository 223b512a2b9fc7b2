import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  findInBytes,
  findInJson,
  findInText,
  mostMatches,
} from '../../../src-renderer/composer/find-matches.ts';
import { ancestorsOf } from '../../../src-renderer/composer/json-rows.ts';

it('finds a text in any case, and signs as they stand', () => {
  expect(findInText('Ada said [x] to ADA', 'ada')).toEqual([
    { from: 0, to: 3 },
    { from: 16, to: 19 },
  ]);
  expect(findInText('a [x] (y)* z', '[x] (y)*')).toEqual([{ from: 2, to: 10 }]);
  expect(findInText('anything', '')).toEqual([]);
  expect(findInText('a'.repeat(2 * mostMatches), 'a')).toHaveLength(mostMatches);
});

it('gives stretches that hold what was looked for, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      (text, needle) => {
        const all = text + needle;
        const found = findInText(all, needle);
        expect(found.length).toBeGreaterThan(0);
        for (const { from, to } of found)
          expect(all.slice(from, to).toUpperCase()).toBe(needle.toUpperCase());
      },
    ),
  );
});

it('finds names and values in JSON, however deep, with what has to be open for them', () => {
  const value = { items: [{ name: 'Ada' }, { name: 'Bob', price: 30 }] };
  expect(findInJson(value, 'ADA').map(({ path }) => path)).toEqual(["$['items'][0]['name']"]);
  expect(findInJson(value, 'name')).toHaveLength(2);
  expect(findInJson(value, '30')).toHaveLength(1);
  expect(findInJson(value, '{')).toEqual([]);
  expect(ancestorsOf(value, "$['items'][0]['name']")).toEqual(['$', "$['items']", "$['items'][0]"]);
});

it('finds bytes by their text and by their digits', () => {
  const bytes = new TextEncoder().encode('GIF89a é');
  expect(findInBytes(bytes, 'é')).toEqual([{ from: 7, to: 9 }]);
  expect(findInBytes(bytes, '0x47 49')).toEqual([{ from: 0, to: 2 }]);
  expect(findInBytes(bytes, '89')).toEqual([{ from: 3, to: 5 }]);
  expect(findInBytes(bytes, 'zz')).toEqual([]);
});
