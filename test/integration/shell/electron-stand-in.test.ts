import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { startDesktop } from '../../support/desktop.ts';
import { chromiumPath } from '../../support/electron-stand-in/chromium-path.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const patience = { timeout: 30_000, interval: 50 };

/** Starts an app of a few lines under the stand-in. */
function startApp(main: string | null, preload = '') {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', main: 'main.js' }));
  writeFileSync(join(folder, 'preload.cjs'), preload);
  if (main !== null) writeFileSync(join(folder, 'main.js'), main);
  const home = join(folder, 'home');
  mkdirSync(home);
  return startDesktop({ home, folder });
}

const openWindow = `
  import { app, BrowserWindow } from 'electron';
  const preload = new URL('./preload.cjs', import.meta.url).pathname;
  app.whenReady().then(() => new BrowserWindow({ webPreferences: { preload } }).loadURL('about:blank'));
`;

describe('the stand-in for Electron', () => {
  it.each([
    ['a window', 'new electron.BrowserWindow()'],
    ['a protocol', "electron.protocol.handle('app', () => new Response(''))"],
    ['the screen', 'electron.screen.getPrimaryDisplay()'],
    ['the session', 'electron.session.defaultSession'],
    ['a utility process', "electron.utilityProcess.fork('/nowhere.js')"],
    ['the menu', 'electron.Menu.setApplicationMenu(null)'],
  ])('refuses %s before the app is ready', async (_, statement) => {
    const app = startApp(`import * as electron from 'electron';\n${statement};`);
    expect(await app.ended).toBe(1);
    expect(app.errors).toContain("can't be used before the app is ready");
  });

  it('refuses schemes after the app is ready, and never gets ready for an entry that waits for it', async () => {
    const late = startApp(`import { app, protocol } from 'electron';
      app.whenReady().then(() => protocol.registerSchemesAsPrivileged([]));`);
    expect(await late.ended).toBe(1);
    expect(late.errors).toContain('should be called before the app is ready');
    const waiting = startApp(`import { app } from 'electron';\nawait app.whenReady();`);
    expect(await waiting.ended).not.toBe(0);
  });

  it('refuses an app that was not built, and menus that Electron would not understand', async () => {
    const missing = startApp(null);
    expect(await missing.ended).toBe(1);
    expect(missing.errors).toContain('Cannot find module');
    const menu = startApp(`import { Menu } from 'electron';
      Menu.buildFromTemplate([{ label: 'Go', accelerator: 'Mod+G' }]);`);
    expect(await menu.ended).toBe(1);
    expect(menu.errors).toContain('conversion failure from Mod+G');
  });

  it.skipIf(chromiumPath() === null).each([
    ['requires what a sandbox does not have', "require('fs');", 'module not found: fs'],
    ['is no CommonJS', "import { ipcRenderer } from 'electron';", 'Cannot use import statement'],
  ])('does not load a preload that %s', async (_, preload, reason) => {
    const app = startApp(openWindow, preload);
    await vi.waitFor(async () => {
      const { faults } = await app.record();
      expect(faults.join()).toContain(reason);
    }, patience);
  });
});
