import { fileURLToPath } from 'node:url';
import { BrowserWindow, screen } from 'electron';
import { fitWindow } from './fit-window.ts';
import { pageAddress } from './page-address.ts';
import { failStart } from './start-failure.ts';
import { frameColour } from './theme.ts';
import type { WindowStateFile } from './window-state.ts';

/** Built from `preload/preload.ts`. */
const preload = fileURLToPath(new URL('./preload/preload.cjs', import.meta.url));

/** Milliseconds for which a window has to stand still before its place is kept. */
const settle = 500;

/** Makes the window where it was last time; it shows itself once its page has painted, so that nothing flashes. */
export function createMainWindow(stateFile: WindowStateFile): BrowserWindow {
  const { bounds, isMaximised } = stateFile.state;
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const window = new BrowserWindow({
    ...fitWindow(bounds, [primary.workArea, ...others.map(({ workArea }) => workArea)]),
    minWidth: 640,
    minHeight: 420,
    show: false,
    title: 'Atelier',
    backgroundColor: frameColour(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (isMaximised) window.maximize();
    window.show();
  });
  keepState(window, stateFile);
  return window;
}

/** Loads our page into the window. */
export function loadPage(window: BrowserWindow): void {
  void window.loadURL(pageAddress().href).catch(failStart);
}

/** Shows a window that may be minimised or behind others. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function keepState(window: BrowserWindow, stateFile: WindowStateFile): void {
  let timer: NodeJS.Timeout | undefined;
  const keep = () => {
    clearTimeout(timer);
    stateFile.update({ bounds: window.getNormalBounds(), isMaximised: window.isMaximized() });
  };
  const keepSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, settle);
  };
  window.on('resize', keepSoon);
  window.on('move', keepSoon);
  window.on('maximize', keepSoon);
  window.on('unmaximize', keepSoon);
  window.on('close', keep);
}
