import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

const source = 'function trigger_http() { return { status: 200, body: "hi" }; }';

test('the letters of the editor grow at once, and stay so after a reload', async ({ workstation }) => {
  const { page } = workstation;
  await workstation.run('Settings');
  await page.getByRole('link', { name: 'Editor' }).click();
  const sample = page.getByRole('textbox', { name: 'Sample' });
  await expect(sample).toHaveCSS('font-size', '13px');
  await page.getByLabel('Font size').selectOption('18');
  await expect(sample).toHaveCSS('font-size', '18px');
  await expect.poll(() => workstation.sent('"editor"')).toBe(true);
  await page.reload();
  await expect(sample).toHaveCSS('font-size', '18px');
});

test('traces are cleared after a question, and their room is given back', async ({ workstation }) => {
  const { page, served } = workstation;
  const id = await workstation.deployFromOutside('hello', source);
  await (await fetch(`${served.ready.gatewayUrl}/${id}?trigger=http`)).text();
  await workstation.showArea('Invocations');
  await page.getByRole('link', { name: 'Live list' }).click();
  const rows = page.getByRole('listbox', { name: 'Invocations' }).getByRole('option');
  await expect(rows).toHaveCount(1);
  await workstation.run('Settings');
  await page.getByRole('link', { name: 'Storage' }).click();
  await page.getByRole('button', { name: 'Clear' }).first().click();
  const question = page.getByRole('dialog', { name: 'Clear the traces?' });
  await question.getByRole('button', { name: 'Clear' }).click();
  await expect(question).toBeHidden();
  await page.getByRole('tab', { name: 'Invocations' }).click();
  await expect(rows).toHaveCount(0);
});

test('every language has its compiler or the way to one', async ({ workstation }) => {
  const { page } = workstation;
  await workstation.run('Settings');
  await page.getByRole('link', { name: 'Toolchains' }).click();
  await expect(page.getByText('JavaScript', { exact: true })).toBeVisible();
  await expect(page.getByText('Part of Atelier').first()).toBeVisible();
});

test('workers are added and removed while the platform runs', async ({ workstation }) => {
  const { page } = workstation;
  await workstation.run('Settings');
  await page.getByRole('link', { name: 'Platform' }).click();
  await expect(page.getByText('1 worker', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove a worker' })).toBeDisabled();
  await page.getByRole('button', { name: 'Add a worker' }).click();
  await expect(page.getByText('2 workers', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Remove a worker' }).click();
  await expect(page.getByText('1 worker', { exact: true }).first()).toBeVisible();
});

test('keys of pages that are not in front are listed, helped with and rebound as well', async ({
  workstation,
}) => {
  const { page } = workstation;
  await workstation.run('Settings');
  await page.getByRole('link', { name: 'Keyboard' }).click();
  const send = page.getByRole('button', { name: /^Change the shortcut of Send,/ });
  await expect(send).toContainText('Ctrl');
  // Requests and files have one each, and are never in front together.
  await page.getByRole('searchbox', { name: 'Search shortcuts' }).fill('save');
  await expect(page.getByText('Also on this key')).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Search shortcuts' }).fill('send');
  await send.click();
  await page.keyboard.press('F8');
  await page.keyboard.press('ControlOrMeta+Shift+/');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help.getByRole('region', { name: 'Shortcuts' })).toContainText('SendF8');
  await expect(help).toContainText('Bring the selected call into view');
  await expectAccessible(page);
  await help.getByRole('button', { name: 'Close' }).click();
  await workstation.run('New request');
  await page.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/');
  await page.keyboard.press('F8');
  await expect(page.getByRole('alert')).toContainText('Nothing listens');
});
