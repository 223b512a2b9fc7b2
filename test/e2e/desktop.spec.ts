import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';

const root = join(import.meta.dirname, '../..');
const obstacle = windowObstacle();

/** Why Electron can't open a window here; null where it can. */
function windowObstacle(): string | null {
  if (!existsSync(join(root, 'node_modules/electron/path.txt')))
    return 'Electron was not downloaded: run "npx install-electron"';
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY ? 'there is no display' : null;
}

// A report shows a test's title, and not why it was skipped.
const why = obstacle === null ? '' : ` [skipped: ${obstacle}]`;
test(`the desktop app follows the platform in its window, and ends with all that it started${why}`, async () => {
  test.skip(obstacle !== null);
  const home = mkdtempSync(join(tmpdir(), 'atelier-desktop-'));
  const app = await _electron.launch({
    args: [root, '--home', home, '--api-port', '0', '--gateway-port', '0'],
    ...(process.env.CI === undefined ? {} : { chromiumSandbox: false }),
  });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await expect(page.getByText('Local running')).toBeVisible();
  expect(page.url()).toMatch(/^app:\/\/atelier\//);
  expect(await page.evaluate(() => 'require' in globalThis)).toBe(false);
  const menu = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
  expect(menu).toEqual(expect.arrayContaining(['View', 'Tabs']));
  await app.close();
  expect(complaints).toEqual([]);
  expect(existsSync(join(home, 'platform.json'))).toBe(false);
  rmSync(home, { recursive: true, force: true });
});
