import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

test('an empty home offers three ways to begin', async ({ workstation: { page } }) => {
  await expect(page.getByRole('button', { name: /Try the sample/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /New function/ }).last()).toBeVisible();
  await expect(page.getByRole('button', { name: /Open folder/ })).toBeVisible();
});

test('a page without its token says what to open', async ({ page, served }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(served.ready.uiUrl);
  await expect(page.getByText('This address needs its token')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.goto(`${served.ready.uiUrl}/#token=wrong`);
  await page.reload();
  await expect(page.getByText('This address needs its token')).toBeVisible();
});

test('the token is in neither the address bar nor the page', async ({ workstation: { page, served } }) => {
  expect(page.url()).not.toContain(served.ready.token);
  expect(await page.content()).not.toContain(served.ready.token);
});

test('theme, tabs and what is open come back after a restart of page and platform', async ({
  workstation,
}) => {
  const { page, served } = workstation;
  await workstation.run('Dark');
  await workstation.run('Settings');
  await expect(workstation.activeTab).toHaveText('Settings');
  await workstation.run('Toggle panel');
  // What was set is sent a moment later; the page has to have sent it before it goes.
  for (const key of ['"theme"', '"tabs"', 'panel\\":true'])
    await expect.poll(() => workstation.sent(key)).toBe(true);
  await served.restart();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('tab', { name: 'Settings' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Live invocations' })).toBeVisible();
});

test('the page finds a restarted platform by itself', async ({ workstation }) => {
  const { page, served } = workstation;
  await workstation.deployFromOutside('before', 'console.log(1)');
  await expect(workstation.treeItem(/before/)).toBeVisible();
  await served.restart();
  await workstation.deployFromOutside('after', 'console.log(2)');
  await expect(workstation.treeItem(/after/)).toBeVisible();
  await expect(page.getByText('The platform does not answer')).toBeHidden();
});

test('a deployment that is asked for while the platform is away waits, and says so', async ({
  workstation,
}) => {
  const { page, served } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await page.getByRole('button', { name: 'Deploy hello-atelier' }).waitFor();
  await served.restart(async () => {
    await page.getByText('The platform does not answer').waitFor();
    await page.getByRole('button', { name: 'Deploy hello-atelier' }).click();
    await expect(page.getByRole('button', { name: 'Waiting for the platform' })).toBeDisabled();
  });
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible();
});

test('a page whose code never came is waited for while the platform is away', async ({ workstation }) => {
  const { page, served } = workstation;
  const code = /assets\/keys-page/;
  let refuse = () => {};
  const away = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  await page.route(code, async (route) => {
    await away;
    await route.abort('connectionrefused');
  });
  await page.reload();
  await page.getByText('Local running').waitFor();
  await served.restart(async () => {
    await page.getByText('The platform does not answer').waitFor();
    refuse();
    await page.evaluate(`window.isFirstWindow = true; location.hash = '/settings/keys'`);
    await page.unroute(code);
  });
  await expect(page.getByRole('searchbox', { name: 'Search shortcuts' })).toBeVisible();
  expect(await page.evaluate('window.isFirstWindow')).toBe(true);
});

test('a shortcut can be given another key, and a conflict is shown', async ({ workstation }) => {
  const { page } = workstation;
  await workstation.run('Settings');
  await page.getByRole('link', { name: 'Keyboard' }).click();
  const change = page.getByRole('button', { name: 'Change the shortcut of Toggle sidebar' });
  await change.click();
  await page.keyboard.press('ControlOrMeta+J');
  await expect(page.getByText('Also on this key: Toggle panel')).toBeVisible();
  await change.click();
  await page.keyboard.press('ControlOrMeta+Shift+Y');
  await expect(page.getByText('Also on this key')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Shift+Y');
  await expect(page.getByRole('complementary', { name: 'Sidebar' })).toBeHidden();
});

test('F6 goes round the panes', async ({ workstation: { page } }) => {
  const pane = () =>
    page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'));
  const visited = new Set<string | null | undefined>();
  for (let step = 0; step < 5; step += 1) {
    await page.keyboard.press('F6');
    visited.add(await pane());
  }
  expect([...visited]).toEqual(expect.arrayContaining(['rail', 'sidebar', 'page', 'status']));
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing serious for axe in ${colorScheme}`, async ({ workstation }) => {
    const { page } = workstation;
    await page.emulateMedia({ colorScheme });
    await workstation.deployFromOutside(
      'hello',
      'function trigger_http() { return { status: 200, body: "hi" }; }',
    );
    await expect(workstation.treeItem(/hello/)).toBeVisible();
    await expectAccessible(page);
    for (const area of ['Requests', 'Invocations', 'Settings'] as const) {
      await workstation.showArea(area);
      await expectAccessible(page);
    }
    for (const name of ['Appearance', 'Editor', 'Keyboard', 'Platform', 'Storage', 'Toolchains', 'About']) {
      await page.getByRole('link', { name }).click();
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
    await expect(page.getByRole('tab', { name: 'Settings' })).toHaveCount(1);
    await page.keyboard.press('ControlOrMeta+K');
    await expectAccessible(page);
  });
}

test('the status bar counts what is wrong, leads to it, and scrolls nothing away', async ({
  workstation,
}) => {
  const { page } = workstation;
  const status = page.getByRole('contentinfo');
  await expect(status.getByRole('button', { name: 'No problems' })).toBeVisible();
  await workstation.deployFromOutside('broken', 'function (');
  await status.getByRole('button', { name: '1 problem', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Panel' })).toContainText('broken');
  await status.getByRole('button', { name: '1 problem', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Panel' })).toBeHidden();
  await status.getByRole('button', { name: "Copy the gateway's address" }).focus();
  expect(await page.evaluate(() => document.getElementById('root')?.scrollTop)).toBe(0);
});

test('tabs are closed from their menu, and the one in front stays in view', async ({ workstation }) => {
  const { page } = workstation;
  const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map(
    (name) => `${name}-of-eight`,
  );
  for (const name of names) await workstation.deployFromOutside(name, 'console.log(1);');
  for (const name of names) {
    await workstation.treeItem(new RegExp(`^${name}`)).click();
    await expect(workstation.activeTab).toHaveText(name);
  }
  await page.setViewportSize({ width: 800, height: 600 });
  await expect(workstation.activeTab).toBeInViewport({ ratio: 1 });
  const tabs = page.getByRole('tablist', { name: 'Open tabs' }).getByRole('tab');
  const choose = async (tab: string, entry: string): Promise<void> => {
    await page.getByRole('tab', { name: tab }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: entry }).click();
  };
  await choose('three-of-eight', 'Close to the right');
  await expect(tabs).toHaveText(names.slice(0, 3));
  await expect(workstation.activeTab).toHaveText('three-of-eight');
  await choose('one-of-eight', 'Close others');
  await expect(tabs).toHaveText(names.slice(0, 1));
  await choose('one-of-eight', 'Close all');
  await expect(tabs).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'A functions cloud on this machine' })).toBeVisible();
});

test('the palette opens again at once after Escape', async ({ workstation }) => {
  const { page } = workstation;
  const palette = page.getByRole('combobox', { name: 'Command palette' });
  for (let time = 0; time < 6; time += 1) {
    await page.keyboard.press('ControlOrMeta+K');
    await palette.fill('theme');
    await page.keyboard.press('Escape');
  }
  await expect(palette).toHaveCount(0);
});

test('who opens quick open again at once keeps the focus, and what is typed there', async ({
  workstation,
}) => {
  const { page } = workstation;
  await workstation.deployFromOutside('first', 'console.log(1);');
  await workstation.deployFromOutside('second', 'console.log(2);');
  const quickOpen = page.getByRole('combobox', { name: 'Quick open' });
  await page.keyboard.press('ControlOrMeta+P');
  await quickOpen.fill('first');
  await page.getByRole('option', { name: 'first' }).click();
  await expect(page.getByRole('main').getByRole('heading', { name: 'first' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+P');
  await quickOpen.fill('second');
  // For so long the page that was opened first would wait for an editor, which it does not have.
  await page.waitForTimeout(1_500);
  await expect(quickOpen).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('heading', { name: 'second' })).toBeVisible();
});
