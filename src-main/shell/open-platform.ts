import { rm } from 'node:fs/promises';
import { dialog } from 'electron';
import { AtelierError } from '../contract/errors.ts';
import { openFaultLog } from '../home/fault-log.ts';
import { platformFile, writeReadyFile } from '../home/running-platform.ts';
import { startPlatform } from '../platform.ts';
import { openWorkstation, type Workstation } from '../workstation/open-workstation.ts';
import { findKeychain } from './find-keychain.ts';
import { startEngineChild } from './start-engine-child.ts';

export interface DesktopPlatformOptions {
  readonly home: string;
  /** Ports on loopback; 0 picks a free one. */
  readonly apiPort: number;
  readonly gatewayPort: number;
  /** Gives up secrets whose key is lost. */
  readonly forgetSecrets: boolean;
}

/**
 * Starts the platform inside the app and opens its workstation; the command lines of the same home find it. Where a
 * port is taken, the user may have it on free ones instead. Throws `home-unusable`, and `port-taken` where not.
 */
export async function openPlatform(options: DesktopPlatformOptions): Promise<Workstation> {
  try {
    return await start(options);
  } catch (error) {
    if (!(error instanceof AtelierError) || error.code !== 'port-taken') throw error;
    if (!(await agreesToFreePorts(error.message))) throw error;
    return start({ ...options, apiPort: 0, gatewayPort: 0 });
  }
}

async function agreesToFreePorts(detail: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: 'A port of Atelier is taken',
    detail,
    buttons: ['Use free ports', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}

/** What was started is ended again where a later part fails. */
async function start(options: DesktopPlatformOptions): Promise<Workstation> {
  const { home } = options;
  await using parts = new AsyncDisposableStack();
  const reportFault = openFaultLog(home);
  const keychain = await findKeychain();
  const platform = await startPlatform({ ...options, keychain, startEngineChild, reportFault });
  parts.defer(() => platform.close());
  const workstation = await openWorkstation({ platform, home, uiUrl: () => '', reportFault });
  parts.defer(() => workstation.close());
  parts.defer(() => rm(platformFile(home), { force: true }));
  await writeReadyFile(platformFile(home), { ...platform.access, uiUrl: '' });
  const running = parts.move();
  return { router: workstation.router, close: () => running.disposeAsync() };
}
