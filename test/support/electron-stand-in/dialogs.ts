import type { Dialog, MessageBoxOptions, Shell } from 'electron';
import { requireReady } from './readiness.ts';
import { noted } from './record.ts';

export const dialog = {
  async showMessageBox(...parameters: unknown[]) {
    requireReady('dialog.showMessageBox');
    const { message, detail = '' } = parameters.at(-1) as MessageBoxOptions;
    noted.dialogs.push(`${message} ${detail}`.trim());
    return { response: noted.dialogButton, checkboxChecked: false };
  },
  showErrorBox(title: string, content: string) {
    noted.dialogs.push(`${title}: ${content}`);
    process.stderr.write(`${title}: ${content}\n`);
  },
} satisfies Pick<Dialog, 'showMessageBox' | 'showErrorBox'>;

export const shell = {
  async openExternal(address: string) {
    requireReady('shell.openExternal');
    noted.openedLinks.push(address);
  },
} satisfies Pick<Shell, 'openExternal'>;
