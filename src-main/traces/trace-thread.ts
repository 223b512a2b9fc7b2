import { renameSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { AtelierError, toAtelierError } from '../contract/errors.ts';
import { createSecretCipher } from '../store/secret-cipher.ts';
import { type TraceBatch, unpackBatch } from './trace-batch.ts';
import { openTraceStore, type TraceStore, traceBudget } from './trace-store.ts';

/**
 * Entry of the thread that writes `traces.db`. It answers each batch with null when that is kept, or with why it is not; a
 * null instead of a batch ends it.
 */
const port = parentPort!;
const { file, secretKey } = workerData as { readonly file: string; readonly secretKey: Uint8Array };
const cipher = createSecretCipher(secretKey);
let store: TraceStore | undefined;

port.on('message', (batch: TraceBatch | null) => {
  if (batch === null) {
    store?.close();
    port.close();
    return;
  }
  try {
    store ??= open();
    store.keep(unpackBatch(batch, traceBudget.invocations));
    port.postMessage(null);
  } catch (error) {
    port.postMessage(reasonOf(error));
  }
});

/** What to do as well, where that is known. */
function reasonOf(error: unknown): string {
  const { code, message } = toAtelierError(error);
  // Nobody can try these again, and nobody has to.
  if (code === 'disk-full')
    return 'The disk was full: invocations are kept again as soon as there is room where Atelier has its home.';
  if (code !== 'internal') return message;
  return error instanceof Error ? error.message : String(error);
}

/** A damaged file is set aside, for traces are no reason not to go on: a copy of it is kept where it was found. */
function open(): TraceStore {
  try {
    return openTraceStore(file, cipher);
  } catch (error) {
    if (!(error instanceof AtelierError) || error.details.copy === undefined) throw error;
    for (const suffix of ['', '-wal', '-shm']) setAside(file + suffix);
    return openTraceStore(file, cipher);
  }
}

function setAside(name: string): void {
  try {
    renameSync(name, `${name}.damaged`);
  } catch {
    // A database without a log beside it.
  }
}
