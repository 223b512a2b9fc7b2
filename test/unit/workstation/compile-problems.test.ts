import { expect, it } from 'vitest';
import { readCompileProblems } from '../../../src-main/workstation/compile-problems.ts';

it('reads the places out of what Rust writes', () => {
  const text = [
    'error[E0425]: cannot find value `x` in this scope',
    ' --> src/main.rs:3:20',
    '  |',
    '3 |     println!("{}", x);',
    '  |                    ^ not found in this scope',
    '',
    'error: aborting due to 1 previous error',
  ].join('\n');
  expect(readCompileProblems(text)).toEqual([
    { message: 'cannot find value `x` in this scope', file: 'src/main.rs', line: 3, column: 20 },
  ]);
});

it('reads the places out of what AssemblyScript writes', () => {
  const text = [
    "ERROR TS2304: Cannot find name 'foo'.",
    '   :',
    ' 3 │ foo();',
    '   │ ~~~',
    '   └─ in function.ts(3,1)',
    '',
    'FAILURE 1 compile error(s)',
  ].join('\n');
  expect(readCompileProblems(text)).toEqual([
    { message: "TS2304: Cannot find name 'foo'.", file: 'function.ts', line: 3, column: 1 },
  ]);
});

it('reads the places out of lines that begin with them', () => {
  const text =
    'main.go:3:5: undefined: x\nfunction.js:10:2: error: expecting ";"\nmain.go:12: missing return';
  expect(readCompileProblems(text)).toEqual([
    { message: 'undefined: x', file: 'main.go', line: 3, column: 5 },
    { message: 'expecting ";"', file: 'function.js', line: 10, column: 2 },
    { message: 'missing return', file: 'main.go', line: 12, column: null },
  ]);
});

it('gives the words as they are where they name no place', () => {
  expect(readCompileProblems('The source is not UTF-8.\n')).toEqual([
    { message: 'The source is not UTF-8.', file: null, line: null, column: null },
  ]);
});
