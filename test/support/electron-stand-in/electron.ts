/** Stands in for the module `electron` of the main process, as far as the app uses it. */
import type * as Electron from 'electron';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { dialog, shell } from './dialogs.ts';
import { Menu } from './menu.ts';
import { MessageChannelMain } from './message-port.ts';
import { nativeTheme } from './native-theme.ts';
import { protocol } from './protocol.ts';
import { safeStorage } from './safe-storage.ts';
import { screen } from './screen.ts';
import { session } from './session.ts';
import { utilityProcess } from './utility-process.ts';

export {
  app,
  BrowserWindow,
  dialog,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
};

/** Every name is one that Electron's main process has. */
type MainModule = Partial<Record<keyof typeof Electron, unknown>>;
({
  app,
  BrowserWindow,
  dialog,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
}) satisfies MainModule;
