import type { PlatformLimits } from '../contract/limits.ts';
import type { ObjectStore } from '../registry/object-store.ts';
import type { UploadSigner } from '../registry/upload-signer.ts';
import type { Store } from '../store/open-store.ts';
import type { DeploymentJournal } from './deployment-journal.ts';
import type { DeploymentPipeline } from './deployment-pipeline.ts';
import type { FunctionFeed } from './function-feed.ts';
import type { LocalAccount } from './local-account.ts';
import type { Engine, ReleaseReports } from './ports.ts';
import type { Traffic } from './traffic.ts';

/** What every operation of the control plane works with. */
export interface ControlPlaneContext {
  readonly store: Store;
  readonly objects: ObjectStore;
  readonly engine: Engine;
  readonly reports: ReleaseReports;
  readonly limits: PlatformLimits;
  readonly account: LocalAccount;
  readonly uploadSigner: UploadSigner;
  readonly journal: DeploymentJournal;
  readonly functionFeed: FunctionFeed;
  readonly traffic: Traffic;
  readonly pipeline: DeploymentPipeline;
  readonly now: () => Date;
}
