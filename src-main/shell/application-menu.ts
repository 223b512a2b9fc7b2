import { type BrowserWindow, Menu } from 'electron';
import type { MenuCommand } from '../contract/desktop-ipc.ts';
import { menuTemplate } from './menu-template.ts';
import { hearPage, tellPage } from './page-channel.ts';

/** Gives the application its menu, and builds it anew whenever the page's commands or their keys change. */
export function showApplicationMenu({ webContents }: BrowserWindow): void {
  const show = (commands: readonly MenuCommand[]) => {
    const template = menuTemplate(commands, {
      isMac: process.platform === 'darwin',
      run: (id) => tellPage(webContents, 'run-command', id),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  show([]);
  hearPage(webContents, 'offer-commands', show);
}
