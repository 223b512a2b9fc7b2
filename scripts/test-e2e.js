/** Runs the end-to-end tests where there is a Chromium to run them in, and says so where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const browser = places.find((place) => place !== undefined && existsSync(place));

if (browser === undefined) {
  console.log('No Chromium was found, so the end-to-end tests are skipped. Name one with CHROMIUM_PATH.');
  // The set-up installs one there: without it something is wrong.
  if (process.env.CI) process.exitCode = 1;
} else {
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: browser } },
  );
  process.exitCode = status ?? 1;
}
