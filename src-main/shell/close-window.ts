import type { BrowserWindow } from 'electron';
import { hearPage, tellPage } from './page-channel.ts';

/** Milliseconds that the page has to send what was changed last; a page that hangs must not keep its window open. */
const patience = 1_000;

/** Lets a window close only when its page has sent what was changed in the last moments, or takes too long for it. */
export function closeWhenKept(window: BrowserWindow): void {
  const { webContents } = window;
  let state: 'open' | 'asked' | 'kept' = 'open';
  let timer: NodeJS.Timeout | undefined;
  const close = () => {
    clearTimeout(timer);
    if (state !== 'asked') return;
    state = 'kept';
    window.close();
  };
  window.on('close', (event) => {
    if (state === 'kept') return;
    event.preventDefault();
    if (state === 'asked') return;
    state = 'asked';
    timer = setTimeout(close, patience);
    tellPage(webContents, 'about-to-close', null);
  });
  hearPage(webContents, 'ready-to-close', close);
}
