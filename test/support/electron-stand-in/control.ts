import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { startedChromium } from './chromium.ts';
import { chooseMenuItem, recordMenu } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import { type AppOrder, type AppRecord, noted } from './record.ts';
import { utilityProcessIds } from './utility-process.ts';

/** Lets the process that started the app look at it and act as its user; each order is answered with the record. */
export function obeyTests(): void {
  process.on('message', (order: AppOrder) => {
    obey(order);
    process.send?.(record());
  });
  // What keeps the app alive is the app.
  process.channel?.unref();
}

function obey(order: AppOrder): void {
  const [window] = BrowserWindow.getAllWindows();
  if (order.kind === 'quit') app.quit();
  else if (order.kind === 'choose-menu-item') chooseMenuItem(order.id);
  else if (order.kind === 'place-window') window?.place(order.bounds);
  else if (order.kind === 'maximise-window') window?.maximize();
  else if (order.kind === 'minimise-window') window?.minimise();
  else if (order.kind === 'close-window') window?.close();
  else if (order.kind === 'answer-dialogs') noted.dialogButton = order.button;
  else if (order.kind === 'prefer-dark') nativeTheme.preferDark(order.isDark);
}

function record(): AppRecord {
  const { dialogs, openedLinks, faults } = noted;
  return {
    windows: BrowserWindow.getAllWindows().map((window) => window.record()),
    menu: recordMenu(),
    dialogs,
    openedLinks,
    faults,
    utilityProcesses: utilityProcessIds(),
    browser: startedChromium()?.address ?? null,
  };
}
