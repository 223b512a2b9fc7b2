/**
 * Entry of a job process, which serves packaging orders one after another. Its first argument is the memory limit in
 * bytes. Its main thread only watches: it passes messages on, ends the job when it needs too much memory, and ends
 * everything when the packager is gone.
 */
import { Worker } from 'node:worker_threads';
import { killProcessGroup } from '../toolchain/kill-process-group.ts';
import { groupMemory } from './group-memory.ts';
import { jobFailure } from './job-failure.ts';
import type { JobMessage } from './job-messages.ts';
import { limitExceeded } from './packaging-limits.ts';

/** Milliseconds; a compiler does not fill a machine's memory much faster. */
const watchInterval = 100;

const memoryLimit = Number(process.argv[2]);
const thread = new Worker(new URL('./job-thread.ts', import.meta.url), {
  resourceLimits: { maxOldGenerationSizeMb: Math.ceil(memoryLimit / 1024 ** 2) },
});

/** Looks while there is a job: an idle process wakes for nothing. */
let timer: NodeJS.Timeout | undefined;
let watching = false;

process.on('message', (order) => {
  timer ??= setInterval(watchMemory, watchInterval);
  thread.postMessage(order);
});
process.on('disconnect', () => killProcessGroup(process.pid));
thread.on('message', (message: JobMessage) => {
  if (!isWithin(process.memoryUsage.rss())) return;
  if (message.kind === 'packaged' || message.kind === 'failed') {
    clearInterval(timer);
    timer = undefined;
  }
  process.send?.(message);
});
thread.on('error', (error: NodeJS.ErrnoException) =>
  fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? limitExceeded('memory', memoryLimit) : error),
);
thread.on('exit', () => fail(new Error('The thread of the packaging job ended without a result.')));

/** Compilers that are processes of their own count as well. */
async function watchMemory(): Promise<void> {
  if (watching) return;
  watching = true;
  isWithin(await groupMemory(process.pid));
  watching = false;
}

function isWithin(bytes: number): boolean {
  if (bytes <= memoryLimit) return true;
  fail(limitExceeded('memory', memoryLimit));
  return false;
}

function fail(error: Error): void {
  process.send?.(jobFailure(error), () => killProcessGroup(process.pid));
}
