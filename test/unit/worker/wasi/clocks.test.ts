import { describe, expect, it } from 'vitest';
import { errno } from '../../../../src-main/worker/wasi/errno.ts';
import { createHostcallGuest } from '../../../support/hostcalls.ts';

const realtime = 0;
const monotonic = 1;

function time(id: number): bigint {
  const guest = createHostcallGuest();
  expect(guest.call('clock_time_get', id, 0n, 8)).toBe(errno.success);
  return guest.memory.readU64(8);
}

describe('clocks', () => {
  it('tell the time of the day in nanoseconds', () => {
    const before = BigInt(Date.now() - 10) * 1_000_000n;
    const after = BigInt(Date.now() + 1000) * 1_000_000n;
    expect(time(realtime)).toBeGreaterThan(before);
    expect(time(realtime)).toBeLessThan(after);
  });

  it.each([0, 1, 2, 3])('never run backwards: %i', (id) => {
    const times = Array.from({ length: 50 }, () => time(id));
    expect(times).toEqual(times.toSorted((a, b) => (a < b ? -1 : Number(a > b))));
  });

  it('are finer than milliseconds', () => {
    const parts = Array.from({ length: 20 }, () => time(realtime) % 1_000_000n);
    expect(parts.some((part) => part !== 0n)).toBe(true);
    expect(time(monotonic)).toBeGreaterThan(0n);
  });

  it.each([0, 1, 2, 3])('have a resolution: %i', (id) => {
    const guest = createHostcallGuest();
    expect(guest.call('clock_res_get', id, 8)).toBe(errno.success);
    expect(guest.memory.readU64(8)).toBeGreaterThan(0n);
  });

  it('answer einval for one that there is not', () => {
    const guest = createHostcallGuest();
    expect(guest.call('clock_time_get', 4, 0n, 8)).toBe(errno.inval);
    expect(guest.call('clock_res_get', 0xffff_ffff, 8)).toBe(errno.inval);
  });
});
