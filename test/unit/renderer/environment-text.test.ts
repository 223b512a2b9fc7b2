import { describe, expect, it } from 'vitest';
import {
  formatVariables,
  isSecretName,
  parseVariables,
  problemOfVariable,
} from '../../../src-renderer/explorer/environment-text.ts';

describe('variables as text', () => {
  it('come back as they were', () => {
    const rows = [
      { name: 'EMPTY', value: '' },
      { name: 'LINES', value: 'one\ntwo\\n' },
      { name: 'SIGNS', value: 'a=b #c' },
    ];
    expect(parseVariables(formatVariables(rows))).toEqual(rows);
  });

  it('leave out comments and empty lines', () => {
    expect(parseVariables('# mine\n\n A =1\nB')).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: '' },
    ]);
  });

  it('are refused one by one: twice there, no name, no possible name', () => {
    const rows = [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
      { name: '', value: 'lost' },
      { name: 'B=C', value: '' },
      { name: '', value: '' },
    ];
    expect(rows.map((_, index) => problemOfVariable(rows, index))).toEqual([
      null,
      'A is there twice.',
      'A value needs a name.',
      'A name has no "=".',
      null,
    ]);
  });

  it('are masked by their names', () => {
    expect(['API_KEY', 'DB_PASSWORD', 'GREETING'].map(isSecretName)).toEqual([true, true, false]);
  });
});
