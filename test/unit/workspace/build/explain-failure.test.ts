import { describe, expect, it } from 'vitest';
import { explainFailure } from '../../../../src-main/workspace/build/explain-failure.ts';

const built = {
  upload: { name: 'hello.ts', bytes: new Uint8Array(), platform: 'ASSEMBLY_SCRIPT', isWasm: false },
  locate: ({ line, column }: { line: number; column: number }) => ({ file: 'src/hello.ts', line, column }),
} as const;

describe('explainFailure', () => {
  it.each([
    ['function.js:3:5: SyntaxError: no', 'src/hello.ts:3:5: SyntaxError: no'],
    [
      'Error: no\n    at main (function.js:7:9)',
      'src/hello.ts:7:9: Error: no\n    at main (src/hello.ts:7:9)',
    ],
    ['ERROR TS1: no\n in function.ts(1,2)', 'src/hello.ts:1:2: ERROR TS1: no\n in src/hello.ts:1:2'],
    ['it took too long', 'it took too long'],
  ])('puts %j in terms of the source', (reason, explained) => {
    expect(explainFailure({ errorReason: reason, diagnostics: [] }, built).errorReason).toBe(explained);
  });

  it('puts complaints in terms of the source, and begins with the first of them', () => {
    const complaint = { severity: 'error', message: 'no', text: 'function.js:3:5: no' } as const;
    const diagnostics = [{ ...complaint, file: 'function.js', line: 3, column: 5 }];
    expect(explainFailure({ errorReason: 'it failed', diagnostics }, built)).toEqual({
      errorReason: 'src/hello.ts:3:5: it failed',
      diagnostics: [{ ...complaint, file: 'src/hello.ts', line: 3, column: 5, text: 'src/hello.ts:3:5: no' }],
    });
  });

  it('does not say a place twice of which the compiler counts the columns in another way', () => {
    const complaint = { severity: 'error', message: 'no', text: 'function.go:4:12: no' } as const;
    const diagnostics = [{ ...complaint, file: 'function.go', line: 4, column: 11 }];
    const { errorReason } = explainFailure({ errorReason: complaint.text, diagnostics }, built);
    expect(errorReason).toBe('src/hello.ts:4:12: no');
  });

  it('puts no place of a warning in front of what a linker says', () => {
    const said = { message: 'no', text: 'no' };
    const diagnostics = [
      { ...said, severity: 'error' as const, file: null, line: null, column: null },
      { ...said, severity: 'warning' as const, file: 'function.rs', line: 2, column: 1 },
    ];
    const errorReason = 'warning: unused\n --> function.rs:2:1\nerror: linking failed';
    expect(explainFailure({ errorReason, diagnostics }, built).errorReason).toBe(
      'warning: unused\n --> src/hello.ts:2:1\nerror: linking failed',
    );
  });

  it('leaves the names that the platform found itself', () => {
    const complaint = { severity: 'error', message: 'no', text: 'no' } as const;
    const deployment = {
      errorReason: 'lib/risky.ts:4:9: no',
      diagnostics: [{ ...complaint, file: 'lib/risky.ts', line: 4, column: 9 }],
    };
    expect(explainFailure(deployment, built)).toEqual(deployment);
  });
});
