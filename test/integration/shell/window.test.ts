import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startDesktop } from '../../support/desktop.ts';
import { chromiumPath } from '../../support/electron-stand-in/chromium-path.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const patience = { timeout: 30_000, interval: 50 };
const placed = { x: 100, y: 60, width: 1000, height: 700 };

describe.skipIf(chromiumPath() === null)('the window', () => {
  it('comes back where it was, and to a display that is there', async () => {
    const home = temporaryFolder();
    const first = startDesktop({ home });
    await first.page();
    await first.act({ kind: 'place-window', bounds: placed });
    await first.act({ kind: 'close-window' });
    expect(await first.ended).toBe(0);

    const second = startDesktop({ home });
    await second.page();
    expect((await second.record()).windows).toMatchObject([{ bounds: placed, isMaximised: false }]);
    await second.act({ kind: 'maximise-window' });
    await second.act({ kind: 'quit' });
    await second.ended;

    const displays = JSON.stringify([{ x: 2000, y: 0, width: 900, height: 600 }]);
    const third = startDesktop({ home, environment: { STAND_IN_DISPLAYS: displays } });
    await third.page();
    expect((await third.record()).windows).toMatchObject([
      { bounds: { x: 2000, y: 0, width: 900, height: 600 }, isMaximised: true },
    ]);
  });

  it('has the colour of the theme before its page has painted, also after a restart', async () => {
    const home = temporaryFolder();
    const light = startDesktop({ home });
    const page = await light.page();
    await page.getByText('Local running').waitFor();
    expect((await light.record()).windows[0]?.backgroundColour).toBe('#eef0f4');
    await light.act({ kind: 'prefer-dark', isDark: true });
    expect((await light.record()).windows[0]?.backgroundColour).toBe('#1f242c');
    await page.locator('html[data-theme=dark]').waitFor();

    await light.act({ kind: 'prefer-dark', isDark: false });
    await light.act({ kind: 'choose-menu-item', id: 'theme.dark' });
    await page.locator('html[data-theme=dark]').waitFor();
    await vi.waitFor(() => {
      expect(JSON.parse(readFileSync(join(home, 'window.json'), 'utf8'))).toMatchObject({ theme: 'dark' });
    }, patience);
    await vi.waitFor(() => expect(keptPreferences(home).theme).toBe('"dark"'), patience);
    await light.act({ kind: 'quit' });
    await light.ended;

    const dark = startDesktop({ home });
    await dark.page();
    expect((await dark.record()).windows[0]?.backgroundColour).toBe('#1f242c');
  });

  it('opens on free ports where one is taken and the user agrees, and otherwise ends', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const taken = ['--gateway-port', String((other.address() as AddressInfo).port)];
    const app = startDesktop({ home: temporaryFolder(), parameters: taken });
    await (await app.page()).getByText('Local running').waitFor();
    expect((await app.record()).dialogs).toEqual([expect.stringContaining('A port of Atelier is taken')]);

    const refused = startDesktop({ home: temporaryFolder(), parameters: taken });
    await refused.act({ kind: 'answer-dialogs', button: 1 });
    expect(await refused.ended).toBe(1);
    expect(refused.errors).toContain('Atelier could not start');
  });

  it("has a menu of the page's commands, which run in the page", async () => {
    const app = startDesktop({ home: temporaryFolder() });
    const page = await app.page();
    await page.getByText('Local running').waitFor();
    const sidebar = page.getByRole('complementary', { name: 'Sidebar' });
    await sidebar.waitFor();
    await vi.waitFor(async () => {
      const { menu } = await app.record();
      expect(menu.map(({ label }) => label)).toEqual(
        expect.arrayContaining(['File', 'editMenu', 'View', 'Tabs']),
      );
      const view = menu.find(({ label }) => label === 'View')?.items;
      expect(view).toContainEqual({
        id: 'sidebar.toggle',
        label: 'Toggle sidebar',
        accelerator: 'CommandOrControl+B',
        isEnabled: true,
        items: [],
      });
    }, patience);
    const file = (await app.record()).menu.find(({ label }) => label === 'File')?.items;
    expect(file?.find(({ id }) => id === 'file.rename')).toMatchObject({ isEnabled: false });
    await app.act({ kind: 'choose-menu-item', id: 'sidebar.toggle' });
    await sidebar.waitFor({ state: 'hidden' });
  });

  it('closes with what was changed in its last moment kept, also when the app quits', async () => {
    const home = temporaryFolder();
    for (const [order, isOpen] of [
      ['quit', true],
      ['close-window', false],
    ] as const) {
      const app = startDesktop({ home });
      await (await app.page()).getByText('Local running').waitFor();
      await app.act({ kind: 'choose-menu-item', id: 'panel.toggle' });
      await app.act({ kind: order });
      expect(await app.ended).toBe(0);
      expect(JSON.parse(keptPreferences(home).layout ?? '{}')).toMatchObject({ panel: isOpen });
    }
  });

  it('is focused by a further launch, which hands over its folders and ends', async () => {
    const home = temporaryFolder();
    const project = temporaryFolder();
    const first = startDesktop({ home });
    const page = await first.page();
    await page.getByText('Local running').waitFor();
    await first.act({ kind: 'minimise-window' });
    const further = startDesktop({ home, parameters: [project] });
    expect(await further.ended, further.errors).toBe(0);
    await vi.waitFor(async () => {
      const { windows } = await first.record();
      expect(windows).toMatchObject([{ isVisible: true, isFocused: true }]);
    }, patience);
    await page
      .getByRole('treeitem', { name: project.split('/').at(-1)! })
      .first()
      .waitFor();
  });
});

function keptPreferences(home: string): Record<string, string> {
  const database = new Sqlite(join(home, 'atelier.db'), { readonly: true });
  try {
    const rows = database.prepare<[], { key: string; value: string }>('SELECT key, value FROM preferences');
    return Object.fromEntries(rows.all().map(({ key, value }) => [key, value]));
  } finally {
    database.close();
  }
}
