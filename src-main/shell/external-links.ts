import { type BrowserWindow, dialog, shell } from 'electron';

const openableProtocols: readonly string[] = ['https:', 'http:'];

/**
 * The one gate to the world outside: opens a web address in the user's browser once the user has seen it and agreed.
 * Functions write links as well, so any other kind of address is refused without a question.
 */
export async function openExternalLink(window: BrowserWindow, address: string): Promise<void> {
  if (!URL.canParse(address)) return;
  const { protocol, host, href } = new URL(address);
  if (!openableProtocols.includes(protocol)) return;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Open ${host} in your browser?`,
    detail: href,
    buttons: ['Open', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) await shell.openExternal(href);
}
