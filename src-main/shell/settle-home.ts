import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { defaultHome } from '../home/home-folder.ts';

/**
 * Makes the home folder, which is the command line's as well, the app's `userData`, with Chromium's own files in a
 * folder below it, and gives its path. Has to be called before `ready` and before the single instance is claimed.
 */
export function settleHome(home = defaultHome(process.env)): string {
  const browser = join(home, 'browser');
  mkdirSync(browser, { recursive: true, mode: 0o700 });
  app.setPath('userData', home);
  app.setPath('sessionData', browser);
  return home;
}
