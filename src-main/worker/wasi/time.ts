/** `clockid` of preview 1. */
export const clock = { realtime: 0, monotonic: 1, processCpuTime: 2, threadCpuTime: 3 } as const;

/** Further from the system's clock than its own millisecond and ours means that somebody set it. */
const tolerance = 3;
let epoch = performance.timeOrigin;

/** The time of a clock in nanoseconds, undefined for a clock that there is not. */
export function readClock(id: number): bigint | undefined {
  switch (id) {
    case clock.realtime:
      return realTime();
    case clock.monotonic:
      return process.hrtime.bigint();
    case clock.processCpuTime:
    case clock.threadCpuTime:
      return cpuTime();
    default:
      return undefined;
  }
}

/** Nanoseconds since the epoch, finer than the system's milliseconds and following it when it is set. */
function realTime(): bigint {
  const sinceEpoch = performance.now();
  const system = Date.now();
  if (Math.abs(epoch + sinceEpoch - system) > tolerance) epoch = system - sinceEpoch;
  // Split, because nanoseconds since the epoch are more than a double holds.
  return BigInt(Math.floor(epoch)) * 1_000_000n + BigInt(Math.floor(((epoch % 1) + sinceEpoch) * 1e6));
}

/** A guest is alone on its thread while it runs: its process and its thread take the same time. */
function cpuTime(): bigint {
  const { user, system } = process.threadCpuUsage();
  return BigInt(user + system) * 1000n;
}
