import { errno } from './errno.ts';
import type { HostcallFamily } from './hostcall.ts';
import { clock, readClock } from './time.ts';

/** Nanoseconds, by clock: what the host's own clocks resolve. */
const resolutions: Readonly<Record<number, bigint>> = {
  [clock.realtime]: 1_000n,
  [clock.monotonic]: 1n,
  [clock.processCpuTime]: 1_000n,
  [clock.threadCpuTime]: 1_000n,
};

/** `clock_*` */
export const clockCalls: HostcallFamily = ({ memory }) => ({
  clock_res_get(id: number, pointer: number) {
    const resolution = resolutions[id];
    if (resolution === undefined) return errno.inval;
    memory.writeU64(pointer, resolution);
    return errno.success;
  },
  clock_time_get(id: number, _precision: bigint, pointer: number) {
    const time = readClock(id);
    if (time === undefined) return errno.inval;
    memory.writeU64(pointer, time);
    return errno.success;
  },
});
