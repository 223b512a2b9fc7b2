import { expect, it } from 'vitest';
import { isContainer, isNumber, parseExactly } from '../../../src-renderer/composer/exact-json.ts';
import { jsonRows, summariseJson } from '../../../src-renderer/composer/json-rows.ts';

const text =
  '{"id":12345678901234567890,"price":33.5,"share":0.8440619958319137,"pi":3.14159265358979323846,"of":[1e2]}';

it('shows and writes numbers as they are written where they would be rounded', () => {
  const value = parseExactly(text);
  expect(jsonRows(value, new Set()).map((row) => summariseJson(row.value))).toEqual([
    '{ 5 }',
    '12345678901234567890',
    '33.5',
    '0.8440619958319137',
    '3.14159265358979323846',
    '[ 1 ]',
    '100',
  ]);
  expect(JSON.stringify(value)).toBe(text.replace('1e2', '100'));
});

it('takes an exact number for a number', () => {
  const { id } = parseExactly(text) as { id: unknown };
  expect([isNumber(id), isContainer(id)]).toEqual([true, false]);
  expect(isContainer(parseExactly('[]'))).toBe(true);
});

it('refuses what is no JSON', () => {
  expect(() => parseExactly('{"id": 12345678901234567890')).toThrow(SyntaxError);
});
