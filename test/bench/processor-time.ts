const cell = new Int32Array(new SharedArrayBuffer(4));
/** Milliseconds: any sleep will do. */
const moment = 0.2;

/**
 * Begins to measure, and gives what ends it: milliseconds of processor time of this thread, of which neither what else runs
 * nor V8's compilers are part. Linux books a thread's time when it lays the thread down, otherwise with a tick every few
 * milliseconds, which is a tenth of what is measured: so the thread lies down for a moment before it looks.
 */
export function startProcessorTime(): () => number {
  Atomics.wait(cell, 0, 0, moment);
  const before = process.threadCpuUsage();
  return () => {
    Atomics.wait(cell, 0, 0, moment);
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  };
}
