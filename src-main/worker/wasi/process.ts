import { GuestHalt } from '../guest-halt.ts';
import { errno } from './errno.ts';
import type { HostcallFamily } from './hostcall.ts';

/** `signal` of preview 1, by what POSIX does with them where no handler is set: a guest can't set one. */
const lastSignal = 30;
const ignoredSignals: ReadonlySet<number> = new Set([0, 16, 17, 22, 27]);
const stoppingSignals: ReadonlySet<number> = new Set([18, 19, 20, 21]);

/** A shell's exit code for a process that a signal ended is this and the signal's number. */
const signalExit = 128;

/** `proc_*` and `sched_yield` */
export const processCalls: HostcallFamily = () => ({
  proc_exit(code: number) {
    return new GuestHalt({ kind: 'exit', code });
  },
  proc_raise(signal: number) {
    if (signal > lastSignal) return errno.inval;
    if (ignoredSignals.has(signal)) return errno.success;
    // Nobody could let a stopped guest go on.
    if (stoppingSignals.has(signal)) return errno.notsup;
    return new GuestHalt({ kind: 'exit', code: signalExit + signal });
  },
  sched_yield() {
    return errno.success;
  },
});
