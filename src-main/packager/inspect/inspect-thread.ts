import { parentPort, workerData } from 'node:worker_threads';
import { serializeError } from '../../contract/errors.ts';
import { inspectModule } from './inspect-module.ts';

/** Entry of a thread that takes one module apart: large ones take too long for the process that answers the screen. */
try {
  parentPort!.postMessage({ report: inspectModule(workerData as Uint8Array) });
} catch (error) {
  parentPort!.postMessage({ error: serializeError(error) });
}
