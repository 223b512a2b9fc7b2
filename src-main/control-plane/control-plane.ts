import type { AtelierError } from '../contract/errors.ts';
import type { PlatformLimits } from '../contract/limits.ts';
import type { ObjectStore } from '../registry/object-store.ts';
import { createUploadSigner } from '../registry/upload-signer.ts';
import type { Store } from '../store/open-store.ts';
import type { ControlPlaneContext } from './context.ts';
import type { Credentials } from './credentials.ts';
import { createDeploymentJournal, type DeploymentListener } from './deployment-journal.ts';
import { createDeploymentPipeline } from './deployment-pipeline.ts';
import { createFunctionFeed } from './function-feed.ts';
import { openLocalAccount } from './local-account.ts';
import type { Engine, Packager, ReleaseReports } from './ports.ts';
import { createTraffic } from './traffic.ts';
import { reopenInterruptedUploads } from './uploads.ts';

/** What a control plane is built from; the caller opens and closes these. */
export interface ControlPlaneParts {
  readonly store: Store;
  readonly objects: ObjectStore;
  readonly packager: Packager;
  readonly engine: Engine;
  readonly reports: ReleaseReports;
  readonly credentials: Credentials;
  readonly limits: PlatformLimits;
  /** Hears of faults of ours, with their causes, for the log. */
  readonly reportFault: (fault: AtelierError) => void;
  readonly now?: () => Date;
}

/** The source of truth about functions, releases and deployments; the operations take it as their first argument. */
export interface ControlPlane extends ControlPlaneContext {
  readonly credentials: Credentials;
  readonly reportFault: (fault: AtelierError) => void;
  /** Calls the listener for every status, step and log line of every deployment; gives what ends that. */
  subscribe(listener: DeploymentListener): () => void;
  /**
   * Continues what the last run left: tells the engine what every function serves, and goes on with every deployment
   * that was under way. Resolves when the engine was told; the deployments go on behind.
   */
  resume(): Promise<void>;
  /** Stops the work behind. What was under way stays as it is in the store, for the next `resume`. */
  close(): Promise<void>;
}

/** Builds a control plane over its parts; nothing runs before `resume` or the first operation. */
export function createControlPlane(parts: ControlPlaneParts): ControlPlane {
  const { store, objects, engine, reports, credentials, limits, reportFault, now = () => new Date() } = parts;
  const stopping = new AbortController();
  const journal = createDeploymentJournal(store, now);
  const functionFeed = createFunctionFeed();
  const traffic = createTraffic({ ...parts, journal, functionFeed, stopping: stopping.signal });
  const pipeline = createDeploymentPipeline({ ...parts, journal, traffic, reportFault });
  const uploadSigner = createUploadSigner(Buffer.from(credentials.uploadKey, 'base64url'));
  const account = openLocalAccount(store);
  const context = {
    store,
    objects,
    engine,
    reports,
    limits,
    account,
    uploadSigner,
    journal,
    functionFeed,
    traffic,
    pipeline,
    now,
  };
  return {
    ...context,
    credentials,
    reportFault,
    subscribe: journal.subscribe,
    async resume() {
      const functions = store.functions.listAll();
      // With many functions it takes a while until all are served: a call meanwhile is too early, and not to nobody.
      for (const { id } of functions) traffic.applySettings(id);
      reopenInterruptedUploads(context);
      for (const status of ['PACKAGING', 'DEPLOYING'] as const)
        for (const { id } of store.deployments.listByStatus(status)) pipeline.start(id);
      await Promise.all(functions.map(({ id }) => traffic.restore(id)));
    },
    async close() {
      stopping.abort();
      await pipeline.close();
    },
  };
}
