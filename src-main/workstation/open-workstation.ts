import { join } from 'node:path';
import { openComposer } from '../composer/composer.ts';
import { type AtelierError, toAtelierError } from '../contract/errors.ts';
import { emptyTrash } from '../control-plane/trash.ts';
import type { Platform } from '../platform.ts';
import { createCloudClient } from '../remote/cloud-client.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { builtInEnvironments } from './built-in-environments.ts';
import { createChangeHub } from './change-hub.ts';
import { createCloudDirectory } from './cloud-directory.ts';
import { productVersion } from './product-version.ts';
import { createRouter, type WorkstationRouter } from './router.ts';
import { createRpcBuilder } from './rpc-builder.ts';
import { openTraceArchive } from './trace-archive.ts';
import { watchPlatform } from './watch-platform.ts';

export interface WorkstationOptions {
  readonly platform: Platform;
  /** The platform's home folder. */
  readonly home: string;
  /** Where the screen is served, once that is known; empty in the desktop app. */
  readonly uiUrl: () => string;
  /** Hears of faults of ours, with their causes, for the log. */
  readonly reportFault: (fault: AtelierError) => void;
}

/** What the screen talks to, whichever way it is connected. */
export interface Workstation {
  /** The whole RPC contract over the platform, for the handler of a transport. */
  readonly router: WorkstationRouter;
  close(): Promise<void>;
}

/** Opens the screen's side of a platform, with the projects that were open before. Close it before the platform. */
export async function openWorkstation(options: WorkstationOptions): Promise<Workstation> {
  const { platform, home, reportFault } = options;
  await using parts = new AsyncDisposableStack();
  const hub = createChangeHub();
  parts.defer(watchPlatform(platform, hub));
  // An engine that is being replaced has nothing to add, and nobody waits for the next one just to look.
  const keepTraces = async () => {
    if (platform.engine.pid !== null) await platform.engine.keepTraces();
  };
  const traces = openTraceArchive(join(home, 'traces.db'), platform.cipher, keepTraces);
  parts.defer(() => traces.close());
  emptyTrash(platform.controlPlane);
  const { apiUrl, oauth, ownerId } = platform.access;
  const workspace = await openWorkspace({
    home,
    target: { client: createCloudClient({ host: apiUrl, oauth, ownerId }), ownerId },
    environment: process.env,
    projectSecrets: platform.store.projectSecrets,
    onProject: (projectId) => hub.publish({ topic: 'project', projectId }),
    onProjects: () => hub.publish({ topic: 'projects' }),
  });
  parts.defer(() => workspace.dispose());
  const composer = await openComposer({
    home,
    exchanges: platform.store.exchanges,
    files: workspace,
    keptSecrets: (projectId) => platform.store.projectSecrets.read(workspace.folderOf(projectId)),
    folderOf: workspace.folderOf,
    builtIn: (projectId) =>
      builtInEnvironments(platform, projectId === null ? null : workspace.folderOf(projectId)),
    controlPlane: platform.access,
    version: productVersion,
    onExchange: (exchangeId) => {
      hub.publish({ topic: 'exchange', exchangeId });
      hub.publish({ topic: 'history' });
    },
    reportFault: (error) => reportFault(toAtelierError(error)),
  });
  parts.defer(() => composer.close());
  const router = createRouter({
    ...options,
    rpc: createRpcBuilder(reportFault),
    hub,
    workspace,
    composer,
    cloud: createCloudDirectory(process.env, platform.controlPlane.account.organisation),
    traces,
  });
  const open = parts.move();
  return { router, close: () => open.disposeAsync() };
}
