import type { Deployment } from '../contract/deployment.ts';
import type { PackagingListener } from '../contract/packaging.ts';
import type { DeploymentJournal } from './deployment-journal.ts';

type PackagingStep = Parameters<PackagingListener['step']>[0];

const packagingSteps: readonly PackagingStep[] = ['compile', 'package'];

/** A listener that writes what a packaging job reports into the deployment's steps. */
export interface PackagingRecord extends PackagingListener {
  /** Records as skipped what the packager had no need to do, for example because equal input was packaged before. */
  complete(): void;
}

/** For packaging that is no step of a deployment, or whose steps were recorded before a restart. */
export const unrecorded: PackagingRecord = { step: () => {}, log: () => {}, complete: () => {} };

/** A record for one attempt; once the signal is aborted, nothing that the job still says is written. */
export function recordPackaging(
  journal: DeploymentJournal,
  deployment: Deployment,
  signal: AbortSignal,
): PackagingRecord {
  const begun = new Set<PackagingStep>();
  const begin = (step: PackagingStep) => {
    if (begun.has(step)) return;
    begun.add(step);
    journal.startStep(deployment, step);
  };
  return {
    step(name, state) {
      if (signal.aborted) return;
      begin(name);
      if (state !== 'running') journal.endStep(deployment, name, state);
    },
    log(text) {
      if (signal.aborted) return;
      const current = begun.has('package') ? 'package' : 'compile';
      begin(current);
      journal.log(deployment, current, text);
    },
    complete() {
      for (const step of packagingSteps.filter((name) => !begun.has(name))) {
        begin(step);
        journal.endStep(deployment, step, 'skipped');
      }
    },
  };
}
