import { expect, it } from 'vitest';
import type { Halt } from '../../../src-main/contract/invocation.ts';
import { failureOfHalt } from '../../../src-main/gateway/failure-of-halt.ts';

const silent = { stdout: new Uint8Array(0), stderr: new Uint8Array(0) };
const stack = [{ functionName: 'add', offset: 3, source: 'function.js:3:11' }];
const halts: [Halt, status: number, code: string, message: RegExp][] = [
  [{ kind: 'exit', code: 2 }, 502, 'function-failed', /exit code 2/],
  [{ kind: 'trap', message: 'unreachable', stack }, 502, 'function-failed', /unreachable at add/],
  [
    { kind: 'exception', message: 'Error: no', stack },
    502,
    'function-failed',
    /Error: no at add \(function.js:3:11\)/,
  ],
  [{ kind: 'malformed-response', message: 'no status' }, 502, 'malformed-response', /no status/],
  [
    { kind: 'memory-limit', message: 'It may have 64 MiB.', stack: [] },
    502,
    'memory-limit',
    /^It may have 64 MiB\.$/,
  ],
  [{ kind: 'stack-limit', message: 'call stack exhausted', stack }, 502, 'stack-limit', /too deep.* at add/],
  [{ kind: 'output-limit', message: 'It wrote more.' }, 502, 'output-limit', /^It wrote more\.$/],
  [{ kind: 'deadline', message: 'after 1 ms' }, 504, 'deadline-exceeded', /after 1 ms/],
  [{ kind: 'cancelled', message: 'its caller left' }, 499, 'cancelled', /its caller left/],
  [{ kind: 'lost', message: 'its worker died' }, 502, 'worker-lost', /its worker died/],
];

it.each(halts)('tells of %j', (halt, status, code, message) => {
  const failure = failureOfHalt({ halt, ...silent });
  expect(failure).toMatchObject({ status, code, message: expect.stringMatching(message) });
});

it('is none for exit code 0', () => {
  expect(failureOfHalt({ halt: { kind: 'exit', code: 0 }, ...silent })).toBeNull();
});

it('carries the end of stderr', () => {
  const long = new TextEncoder().encode(`${'x'.repeat(5_000)}the end`);
  const failure = failureOfHalt({ halt: { kind: 'exit', code: 1 }, ...silent, stderr: long });
  expect(failure?.details.stderr).toMatch(/the end$/);
  expect(String(failure?.details.stderr).length).toBe(2_000);
});

it('carries the end of stdout where stderr has nothing, as of a panic in TinyGo', () => {
  const halt: Halt = { kind: 'trap', message: 'unreachable', stack };
  const panic = new TextEncoder().encode('panic: oh no\n');
  expect(failureOfHalt({ halt, ...silent, stdout: panic })?.details).toEqual({ stdout: 'panic: oh no\n' });
  const both = failureOfHalt({ halt, stdout: panic, stderr: new TextEncoder().encode('why') });
  expect(both?.details).toEqual({ stderr: 'why' });
});
