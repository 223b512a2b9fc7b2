import { createRouterClient } from '@orpc/server';
import { dialog } from 'electron';
import type { Workstation } from '../workstation/open-workstation.ts';

/** Opens folders as projects, as the page would; the page hears of them by itself. */
export async function openFolders(workstation: Workstation, folders: readonly string[]): Promise<void> {
  const { projects } = createRouterClient(workstation.router);
  for (const folder of folders) {
    try {
      await projects.open({ folder });
    } catch (error) {
      dialog.showErrorBox(`${folder} could not be opened`, (error as Error).message);
    }
  }
}
