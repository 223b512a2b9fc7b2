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
    expect(explainFailure(reason, built)).toBe(explained);
  });
});
