import { describe, expect, it } from 'vitest';
import { GuestHalt } from '../../../../src-main/worker/guest-halt.ts';
import { errno } from '../../../../src-main/worker/wasi/errno.ts';
import { createHostcallGuest } from '../../../support/hostcalls.ts';

function haltOf(name: string, parameter: number): unknown {
  try {
    return createHostcallGuest().call(name, parameter);
  } catch (error) {
    return error instanceof GuestHalt ? error.halt : error;
  }
}

describe('the process', () => {
  it('exits with an unsigned code', () => {
    expect(haltOf('proc_exit', 3)).toEqual({ kind: 'exit', code: 3 });
    expect(haltOf('proc_exit', -1)).toEqual({ kind: 'exit', code: 0xffff_ffff });
  });

  it('ends of signals as a shell tells it', () => {
    expect(haltOf('proc_raise', 6)).toEqual({ kind: 'exit', code: 134 });
    expect(haltOf('proc_raise', 15)).toEqual({ kind: 'exit', code: 143 });
  });

  it('goes on after signals that nobody waits for, and cannot be stopped', () => {
    expect(haltOf('proc_raise', 0)).toBe(errno.success);
    expect(haltOf('proc_raise', 22)).toBe(errno.success);
    expect(haltOf('proc_raise', 18)).toBe(errno.notsup);
    expect(haltOf('proc_raise', 31)).toBe(errno.inval);
  });

  it('yields', () => {
    expect(createHostcallGuest().call('sched_yield')).toBe(errno.success);
  });
});
