import { Explorer } from './pages/explorer.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

test('the inspector shows what is chosen or shown, and is remembered', async ({ workstation }) => {
  const { page, served } = workstation;
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const explorer = new Explorer(page);
  await page.keyboard.press('ControlOrMeta+Shift+B');
  await expect(inspector).toContainText('Nothing chosen');
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await page.getByRole('button', { name: 'Deploy hello-atelier' }).click();
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible();
  await expect(inspector).toContainText('v1');
  await expect(inspector).toContainText('Digest');

  await explorer.row('hello-atelier.js').click();
  await expect(inspector).toContainText('JavaScript');
  await expect(inspector).toContainText('hello-atelier/hello-atelier.js');
  await expectAccessible(page);
  await inspector.getByRole('link', { name: 'hello-atelier' }).click();
  await expect(inspector).toContainText('64 MiB at most');
  await expect(inspector).toContainText(`${served.ready.gatewayUrl}/function_`);
  const tree = page.getByRole('tree', { name: 'Explorer' });
  await expect(tree.getByRole('treeitem', { selected: true })).not.toContainText('hello-atelier.js');
  // From the function, whose page is shown, over the heading of the list to the last file of the project.
  for (let step = 0; step < 2; step += 1) await tree.press('ArrowUp');
  await expect(inspector).toContainText('README.md');
  await expectAccessible(page);

  await page.goto(`${served.ready.uiUrl}/#/function/function_00000000-0000-0000-0000-000000000000`);
  await expect(inspector).toContainText('This function may have been deleted.');
  await expectAccessible(page);

  await expect.poll(() => workstation.sent('inspector')).toBe(true);
  await page.reload();
  await expect(inspector).toBeVisible();
  await inspector.getByRole('button', { name: 'Close the inspector' }).click();
  await expect(inspector).toBeHidden();
});

test('an age goes on while its page stays open', async ({ workstation }) => {
  const { page } = workstation;
  const id = await workstation.deployFromOutside('old', 'console.log(1);');
  await page.clock.install();
  await page.goto(`${workstation.served.ready.uiUrl}/#/function/${id}`);
  const overview = page.getByRole('main');
  await expect(overview).toContainText('just now');
  await page.clock.runFor('05:00');
  await expect(overview).toContainText('5 min. ago');
  await expect(overview).not.toContainText('just now');
});

test('a pane that comes or goes takes nothing that was typed with it', async ({ workstation }) => {
  const { page } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  const editor = page.getByRole('main').locator('.cm-content');
  await expect(editor).toContainText('trigger_http');
  await editor.click();
  await page.keyboard.type('// typed');
  for (const key of ['B', 'J', 'Shift+B']) await page.keyboard.press(`ControlOrMeta+${key}`);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  await expect(page.getByRole('tree', { name: 'Explorer' })).toBeHidden();
  await editor.click();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(editor).not.toContainText('// typed');
});

test('panes at the side keep their width when the window is larger the next time', async ({
  workstation,
}) => {
  const { page } = workstation;
  const sidebar = page.getByRole('complementary', { name: 'Sidebar' });
  const width = async (): Promise<number | undefined> => (await sidebar.boundingBox())?.width;
  const before = await width();
  await page.setViewportSize({ width: 900, height: 600 });
  await expect.poll(() => workstation.sent('split.frame')).toBe(true);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.reload();
  await expect(page.getByText('Local running')).toBeVisible();
  expect(Math.abs(((await width()) ?? 0) - (before ?? 0))).toBeLessThan(3);
});
