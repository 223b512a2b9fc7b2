/** The thread of a job process that does the work, so that the process itself can watch it. */
import { parentPort } from 'node:worker_threads';
import { prepareNextCompiler } from '../toolchain/compiler-process.ts';
import { jobFailure } from './job-failure.ts';
import type { JobMessage, JobOrder } from './job-messages.ts';
import { runJob } from './run-job.ts';

const report = (message: JobMessage) => parentPort?.postMessage(message);

parentPort?.on('message', async (order: JobOrder) => {
  const packaged = runJob(order, report);
  const result = await packaged.then(
    (release): JobMessage => ({ kind: 'packaged', packaged: release }),
    jobFailure,
  );
  report(result);
  if (result.kind === 'packaged') await prepareNextCompiler();
});
