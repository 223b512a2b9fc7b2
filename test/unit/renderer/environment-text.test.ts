import { describe, expect, it } from 'vitest';
import {
  formatVariables,
  isSecretName,
  parseVariables,
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

  it('are masked by their names', () => {
    expect(['API_KEY', 'DB_PASSWORD', 'GREETING'].map(isSecretName)).toEqual([true, true, false]);
  });
});
