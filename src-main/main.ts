/** Entry of the desktop app: what happens, in its order. */
import { join } from 'node:path';
import { registerPageScheme, servePage } from './shell/app-protocol.ts';
import { showApplicationMenu } from './shell/application-menu.ts';
import { closeWhenKept } from './shell/close-window.ts';
import { confinePages } from './shell/confine-pages.ts';
import { handOverPort } from './shell/hand-over-port.ts';
import { readLaunchOptions } from './shell/launch-options.ts';
import { createMainWindow, focusWindow, loadPage } from './shell/main-window.ts';
import { openFolders } from './shell/open-folders.ts';
import { openPlatform } from './shell/open-platform.ts';
import { quitCleanly } from './shell/quit-cleanly.ts';
import { settleHome } from './shell/settle-home.ts';
import { runOnce } from './shell/single-instance.ts';
import { failStart } from './shell/start-failure.ts';
import { followTheme, restoreTheme } from './shell/theme.ts';
import { openWindowState } from './shell/window-state.ts';

const launch = readLaunchOptions(process.argv.slice(process.defaultApp ? 2 : 1), process.cwd());
const home = settleHome(launch.home);
registerPageScheme();

runOnce(launch.folders, (onFurtherLaunch) => {
  const stateFile = openWindowState(join(home, 'window.json'));
  restoreTheme(stateFile);
  servePage();
  confinePages();

  const workstation = openPlatform({ ...launch, home });
  quitCleanly(workstation);
  const open = (folders: readonly string[]) =>
    void workstation.then((opened) => openFolders(opened, folders), failStart);

  const window = createMainWindow(stateFile);
  followTheme(window, stateFile);
  showApplicationMenu(window);
  closeWhenKept(window);
  handOverPort(window.webContents, workstation);
  loadPage(window);

  open(launch.folders);
  onFurtherLaunch((folders) => {
    focusWindow(window);
    open(folders);
  });
});
