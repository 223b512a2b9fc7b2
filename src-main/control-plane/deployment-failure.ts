import { setTimeout as wait } from 'node:timers/promises';
import type { Deployment } from '../contract/deployment.ts';
import { diagnosticsOf } from '../contract/diagnostic.ts';
import { type AtelierError, errorCodes, toAtelierError } from '../contract/errors.ts';
import type { Store } from '../store/open-store.ts';
import type { DeploymentJournal } from './deployment-journal.ts';

interface FailureParts {
  readonly store: Store;
  readonly journal: DeploymentJournal;
  readonly reportFault: (fault: AtelierError) => void;
}

/** Milliseconds until an end that could not be written is written again. */
const recordingPause = 250;

/**
 * Makes a deployment an ERROR that says why, and reports what is a fault of ours. Somebody waits for how it ends: an end that
 * can't be written, because the disk is full for example, is written as soon as it can be, unless the signal is aborted.
 */
export async function recordFailure(
  parts: FailureParts,
  deployment: Deployment,
  error: unknown,
  signal: AbortSignal,
): Promise<void> {
  for (let told = false; !signal.aborted; told = true) {
    try {
      return fail(parts, deployment, error);
    } catch (fault) {
      if (!told) parts.reportFault(toAtelierError(fault));
      await wait(recordingPause, undefined, { signal }).catch(() => undefined);
    }
  }
}

function fail({ store, journal, reportFault }: FailureParts, deployment: Deployment, error: unknown): void {
  const failure = toAtelierError(error);
  if (errorCodes[failure.code].owner === 'system') reportFault(failure);
  store.transaction(() => {
    const steps = store.deploymentSteps.list(deployment.id);
    const step =
      steps.find(({ state }) => state === 'running') ?? steps.find(({ state }) => state === 'failed');
    if (step !== undefined) {
      // Compilers have written their own message into the log already.
      if (!step.log.includes(failure.message)) journal.log(deployment, step.name, `${failure.message}\n`);
      if (step.state === 'running') journal.endStep(deployment, step.name, 'failed');
    }
    journal.setStatus(deployment, {
      status: 'ERROR',
      errorReason: failure.message,
      diagnostics: diagnosticsOf(failure.details),
    });
  });
}
