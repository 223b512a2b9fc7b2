import type { Composer } from '../composer/composer.ts';
import type { AtelierError } from '../contract/errors.ts';
import type { Platform } from '../platform.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { ChangeHub } from './change-hub.ts';
import type { CloudDirectory } from './cloud-directory.ts';
import type { RpcBuilder } from './rpc-builder.ts';
import type { TraceArchive } from './trace-archive.ts';

/** What the calls of the screen work with. */
export interface WorkstationContext {
  readonly platform: Platform;
  readonly home: string;
  /** Where the screen is served; empty in the desktop app. */
  readonly uiUrl: () => string;
  readonly rpc: RpcBuilder;
  readonly hub: ChangeHub;
  readonly workspace: Workspace;
  readonly composer: Composer;
  readonly cloud: CloudDirectory;
  readonly traces: TraceArchive;
  readonly reportFault: (fault: AtelierError) => void;
}
