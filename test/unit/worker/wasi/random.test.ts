import { describe, expect, it } from 'vitest';
import { errno } from '../../../../src-main/worker/wasi/errno.ts';
import { createHostcallGuest } from '../../../support/hostcalls.ts';

describe('random_get', () => {
  it('fills just the bytes that it is given', () => {
    const guest = createHostcallGuest();
    expect(guest.call('random_get', 1000, 64)).toBe(errno.success);
    const { bytes } = guest.memory;
    expect(bytes.subarray(1000, 1064).some((byte) => byte !== 0)).toBe(true);
    expect(bytes.subarray(0, 1000).every((byte) => byte === 0)).toBe(true);
    expect(bytes.subarray(1064).every((byte) => byte === 0)).toBe(true);
  });

  it('fills more than 64 KiB at once', () => {
    const guest = createHostcallGuest();
    guest.grow();
    expect(guest.call('random_get', 0, 131_072)).toBe(errno.success);
    const { bytes } = guest.memory;
    for (let page = 0; page < 8; page += 1)
      expect(bytes.subarray(page * 16_384, page * 16_384 + 64).some((byte) => byte !== 0)).toBe(true);
  });

  it('fills nothing, and not what is outside of the memory', () => {
    const guest = createHostcallGuest();
    expect(guest.call('random_get', 65_536, 0)).toBe(errno.success);
    expect(guest.call('random_get', 65_530, 7)).toBe(errno.fault);
    expect(guest.call('random_get', 0, -1)).toBe(errno.fault);
  });
});
