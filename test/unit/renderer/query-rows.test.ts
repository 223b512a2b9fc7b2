import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryRows, withQueryRows } from '../../../src-renderer/composer/query-rows.ts';

describe('the query of an address', () => {
  it('is shown decoded, one row a pair', () => {
    expect(queryRows('http://h/p?a=1&b=two%20words&flag#end')).toEqual([
      { name: 'a', value: '1', enabled: true },
      { name: 'b', value: 'two words', enabled: true },
      { name: 'flag', value: '', enabled: true },
    ]);
  });

  it('loses the rows that are switched off and keeps fragment and variables', () => {
    const rows = [
      { name: 'a', value: '{{token}}', enabled: true },
      { name: 'b', value: '2', enabled: false },
    ];
    expect(withQueryRows('{{gateway}}/x?old=1#end', rows)).toBe('{{gateway}}/x?a={{token}}#end');
  });

  it('comes back as it went, whatever the names and values', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('{{'));
    const row = fc.record({
      name: text.filter((name) => name !== ''),
      value: text,
      enabled: fc.constant(true),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(queryRows(withQueryRows('http://h/p#f', rows))).toEqual(rows);
      }),
    );
  });
});
