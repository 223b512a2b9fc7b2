import { join } from 'node:path';
import type { AtelierError } from '../contract/errors.ts';
import { emptyTrash } from '../control-plane/trash.ts';
import type { Platform } from '../platform.ts';
import { createChangeHub } from './change-hub.ts';
import { createReleaseReports } from './release-reports.ts';
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

/** Opens the screen's side of a platform. Close it before the platform. */
export function openWorkstation(options: WorkstationOptions): Workstation {
  const { platform, home, reportFault } = options;
  const hub = createChangeHub();
  const endWatch = watchPlatform(platform, hub);
  // An engine that is being replaced has nothing to add, and nobody waits for the next one just to look.
  const keepTraces = async () => {
    if (platform.engine.pid !== null) await platform.engine.keepTraces();
  };
  const traces = openTraceArchive(join(home, 'traces.db'), keepTraces);
  emptyTrash(platform.controlPlane);
  const router = createRouter({
    ...options,
    rpc: createRpcBuilder(reportFault),
    hub,
    traces,
    reports: createReleaseReports(platform.objects),
  });
  return {
    router,
    close: async () => {
      endWatch();
      traces.close();
    },
  };
}
