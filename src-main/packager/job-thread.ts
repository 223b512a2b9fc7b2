/** The thread of a job process that does the work, so that the process itself can watch it. */
import { parentPort } from 'node:worker_threads';
import { jobFailure } from './job-failure.ts';
import type { JobMessage, JobOrder } from './job-messages.ts';
import { runJob } from './run-job.ts';

const report = (message: JobMessage) => parentPort?.postMessage(message);

parentPort?.on('message', async (order: JobOrder) => {
  try {
    report({ kind: 'packaged', packaged: await runJob(order, report) });
  } catch (error) {
    report(jobFailure(error));
  }
});
