import { type BrowserWindow, nativeTheme } from 'electron';
import { hearPage } from './page-channel.ts';
import type { WindowStateFile } from './window-state.ts';

/** The page's `--frame` colours, which a window shows before its page has painted, and while it is resized. */
const frameColours = { light: '#eef0f4', dark: '#1f242c' };

/** The colour behind the page, in the theme that holds now. */
export function frameColour(): string {
  return nativeTheme.shouldUseDarkColors ? frameColours.dark : frameColours.light;
}

/** Gives what is native the theme that was chosen last time. */
export function restoreTheme({ state }: WindowStateFile): void {
  nativeTheme.themeSource = state.theme;
}

/** Lets the page choose the theme of what is native, and keeps the window's colour and the next start in step. */
export function followTheme(window: BrowserWindow, stateFile: WindowStateFile): void {
  const paint = () => window.setBackgroundColor(frameColour());
  nativeTheme.on('updated', paint);
  window.on('closed', () => nativeTheme.off('updated', paint));
  hearPage(window.webContents, 'choose-theme', (theme) => {
    if (nativeTheme.themeSource === theme) return;
    nativeTheme.themeSource = theme;
    stateFile.update({ theme });
  });
}
