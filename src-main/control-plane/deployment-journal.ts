import type {
  Deployment,
  DeploymentStatus,
  DeploymentStep,
  DeploymentStepName,
} from '../contract/deployment.ts';
import type { Diagnostic } from '../contract/diagnostic.ts';
import type { Store } from '../store/open-store.ts';

/** What happened to a deployment, as it happens. */
export type DeploymentEvent =
  | {
      readonly kind: 'status';
      readonly functionId: string;
      readonly deploymentId: string;
      readonly status: DeploymentStatus;
    }
  | {
      readonly kind: 'step';
      readonly functionId: string;
      readonly deploymentId: string;
      readonly step: DeploymentStepName;
      readonly state: DeploymentStep['state'];
    }
  | {
      readonly kind: 'log';
      readonly functionId: string;
      readonly deploymentId: string;
      readonly step: DeploymentStepName;
      readonly text: string;
    };

export type DeploymentListener = (event: DeploymentEvent) => void;

/** A status to move to, with what comes with it. */
export interface StatusChange {
  readonly status: DeploymentStatus;
  readonly errorReason?: string;
  readonly diagnostics?: Diagnostic[];
  readonly releaseId?: string;
}

/** The only writer of deployment progress: what it records is what subscribers hear. */
export interface DeploymentJournal {
  /**
   * Calls the listener for every event from now on, until the returned function is called. It is called inside the
   * change that it hears of: it has to be quick, and what it throws undoes the change.
   */
  subscribe(listener: DeploymentListener): () => void;
  setStatus(deployment: Deployment, change: StatusChange): void;
  /**
   * Starting a step again replaces it, so that a resumed deployment shows one honest attempt. Steps and their logs are
   * progress, and become durable with the status that they lead to.
   */
  startStep(deployment: Deployment, step: DeploymentStepName): void;
  endStep(deployment: Deployment, step: DeploymentStepName, state: 'done' | 'skipped' | 'failed'): void;
  log(deployment: Deployment, step: DeploymentStepName, text: string): void;
}

/** A journal that writes to the store; times are read from `now`. */
export function createDeploymentJournal(store: Store, now: () => Date): DeploymentJournal {
  const listeners = new Set<DeploymentListener>();
  const timestamp = () => now().toISOString();
  const publish = (event: DeploymentEvent) => {
    for (const listener of listeners) listener(event);
  };
  const subject = ({ id, functionId }: Deployment) => ({ functionId, deploymentId: id });
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setStatus(deployment, change) {
      store.deployments.setStatus(deployment.id, { ...change, updatedAt: timestamp() });
      publish({ kind: 'status', ...subject(deployment), status: change.status });
    },
    startStep(deployment, step) {
      store.progress(() => {
        store.deploymentSteps.start(deployment.id, step, timestamp());
        publish({ kind: 'step', ...subject(deployment), step, state: 'running' });
      });
    },
    endStep(deployment, step, state) {
      store.progress(() => {
        store.deploymentSteps.end(deployment.id, step, state, timestamp());
        publish({ kind: 'step', ...subject(deployment), step, state });
      });
    },
    log(deployment, step, text) {
      store.progress(() => {
        store.deploymentSteps.appendLog(deployment.id, step, text);
        publish({ kind: 'log', ...subject(deployment), step, text });
      });
    },
  };
}
