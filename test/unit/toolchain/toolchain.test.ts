import { expect, it } from 'vitest';
import type { Diagnostic } from '../../../src-main/contract/diagnostic.ts';
import { compileFailed } from '../../../src-main/toolchain/toolchain.ts';

it('says the beginning of what a compiler that goes on and on says', () => {
  const lines = Array.from({ length: 5_000 }, (_, index) => `function.rs:${index + 1}:1: error: no`);
  const shown = compileFailed(lines.join('\n'), []).message.split('\n');
  expect(shown.length).toBeLessThan(1_500);
  expect(shown.slice(0, -1)).toEqual(lines.slice(0, shown.length - 1));
  expect(shown.at(-1)).toBe(`… and ${lines.length - shown.length + 1} more lines.`);
  expect(compileFailed('\nno\n', []).message).toBe('no');
});

it('has what a linker said as a complaint, beside what the compiler warned of', () => {
  const warning: Diagnostic = {
    ...{ file: 'a.c', line: 1, column: 1, severity: 'warning' },
    ...{ message: 'unused', text: 'a.c:1:1: warning: unused' },
  };
  const text = `${warning.text}\nwasm-ld: error: a.o: undefined symbol: missing`;
  expect(compileFailed(text, [warning]).details.diagnostics).toEqual([
    warning,
    {
      ...{ file: null, line: null, column: null, severity: 'error', text },
      message: 'a.o: undefined symbol: missing',
    },
  ]);
});
