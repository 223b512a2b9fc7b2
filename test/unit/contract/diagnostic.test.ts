import { expect, it } from 'vitest';
import { diagnosticsOf } from '../../../src-main/contract/diagnostic.ts';

const complaint = { file: 'a.c', line: 1, column: 2, message: 'no', text: 'a.c:1:2: no' };

it('reads the complaints out of an error’s details, errors first and not without end', () => {
  const warning = { ...complaint, severity: 'warning' };
  const error = { ...complaint, severity: 'error' };
  expect(diagnosticsOf({ diagnostics: [warning, error] })).toEqual([error, warning]);
  expect(diagnosticsOf({ diagnostics: Array(500).fill(error) })).toHaveLength(100);
});

it.each([{}, { diagnostics: 'none' }, { diagnostics: [{ file: 1 }] }])('finds none in %j', (details) => {
  expect(diagnosticsOf(details)).toEqual([]);
});
