import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadyFile } from '../contract/ready-file.ts';
import { openFaultLog } from '../home/fault-log.ts';
import { platformFile, writeReadyFile } from '../home/running-platform.ts';
import { startPlatform } from '../platform.ts';
import { openWorkstation } from '../workstation/open-workstation.ts';
import { startUiServer } from './ui-server.ts';

export interface WorkstationOptions {
  readonly home: string;
  /** Ports on loopback; 0 picks a free one. */
  readonly apiPort: number;
  readonly gatewayPort: number;
  readonly uiPort: number;
  readonly workers?: number;
  /** Gives up secrets whose key is lost. */
  readonly forgetSecrets?: boolean;
  /** A further place for the ready file, for whoever started us. */
  readonly readyFile?: string;
  /** Where the page was built, unless in its usual place. */
  readonly rendererFolder?: string;
}

const builtRenderer = fileURLToPath(new URL('../../dist/renderer', import.meta.url));

/** A platform with its page, which the command lines of the same home can find. */
export interface Workstation {
  readonly readyFile: ReadyFile;
  /** Whether there is a page to serve; while it was not built, a status page stands in for it. */
  readonly hasPage: boolean;
  /** Ends everything that was started and takes the ready files away. */
  close(): Promise<void>;
}

/**
 * Starts the platform and its page, and writes the ready files once both listen. What was started is ended
 * again where a later part fails. Throws `home-unusable` and `port-taken`.
 */
export async function startWorkstation(options: WorkstationOptions): Promise<Workstation> {
  const {
    home,
    apiPort,
    gatewayPort,
    uiPort,
    workers,
    forgetSecrets = false,
    rendererFolder = builtRenderer,
  } = options;
  const files = [platformFile(home), ...(options.readyFile === undefined ? [] : [options.readyFile])];
  await using parts = new AsyncDisposableStack();
  const reportFault = openFaultLog(home);
  const platform = await startPlatform({
    home,
    apiPort,
    gatewayPort,
    reportFault,
    forgetSecrets,
    ...(workers === undefined ? {} : { workers }),
  });
  parts.defer(() => platform.close());
  const screen = await openWorkstation({ platform, home, uiUrl: () => uiUrl, reportFault });
  parts.defer(() => screen.close());
  const ui = await startUiServer({
    port: uiPort,
    platform: platform.access,
    router: screen.router,
    rendererFolder,
  });
  const uiUrl = ui.url;
  parts.defer(() => ui.close());
  parts.defer(async () => {
    for (const file of files) await rm(file, { force: true });
  });
  const readyFile = { ...platform.access, uiUrl };
  for (const file of files) await writeReadyFile(file, readyFile);
  const running = parts.move();
  const hasPage = existsSync(join(rendererFolder, 'index.html'));
  return { readyFile, hasPage, close: () => running.disposeAsync() };
}
