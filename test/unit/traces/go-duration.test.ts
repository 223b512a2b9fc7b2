import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatGoDuration, parseGoDuration } from '../../../src-main/traces/go-duration.ts';

describe('durations in the notation of Go', () => {
  it.each([
    [0, '0s'],
    [0.001, '1ns'],
    [0.999, '999ns'],
    [1, '1µs'],
    [812.4, '812.4µs'],
    [2202.681, '2.202681ms'],
    [3359.928, '3.359928ms'],
    [1_200_000, '1.2s'],
    [59_999_999.999, '59.999999999s'],
    [60_000_000, '1m0s'],
    [60_500_000, '1m0.5s'],
    [3_600_000_000, '1h0m0s'],
    [90_061_000_000, '25h1m1s'],
    [-1500, '-1.5ms'],
  ])('writes %d µs as %s and reads it back', (microseconds, text) => {
    expect(formatGoDuration(microseconds)).toBe(text);
    expect(parseGoDuration(text)).toBe(microseconds);
  });

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e14 }), (nanoseconds) => {
        expect(parseGoDuration(formatGoDuration(nanoseconds / 1000))).toBeCloseTo(nanoseconds / 1000, 2);
      }),
    );
  });

  it.each(['', '5', 'ms', '1.ms', '3 ms', '1x'])('refuses %j', (text) => {
    expect(parseGoDuration(text)).toBeNull();
  });
});
