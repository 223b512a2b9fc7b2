import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Workstation } from './pages/workstation.ts';
import { expect, test } from './support/fixtures.ts';

/** Replaces the text of the file that is open, and saves it. */
async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('main').locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('Not saved')).toBeHidden();
}

async function deploy(workstation: Workstation): Promise<void> {
  const { page } = workstation;
  await page.getByRole('button', { name: 'Deploy shop' }).click();
  await expect(workstation.activeTab).toHaveText(/^Deploy shop v\d+$/);
  await expect(page.getByRole('main').getByText('Ready', { exact: true }).first()).toBeVisible();
}

test('a day with a function: made, deployed, called, broken, understood, rolled back, told', async ({
  workstation,
  context,
}) => {
  const { page } = workstation;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await workstation.run('New function');
  const dialog = page.getByRole('dialog', { name: 'New function' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('shop');
  await dialog.getByRole('radio', { name: 'JavaScript' }).check();
  await dialog.getByRole('radio', { name: /^HTTP trigger/ }).check();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await write(page, 'function trigger_http() { return { status: 200, body: "open" }; }');
  await deploy(workstation);

  await workstation.treeItem(/^shop v1/).click();
  await page.getByRole('button', { name: 'Send a request' }).click();
  const send = page.getByRole('button', { name: 'Send', exact: true });
  const request = page.getByRole('tab', { name: /^GET / });
  await expect(request).toHaveAttribute('aria-selected', 'true');
  await send.click();
  await expect(page.getByText('200 OK')).toBeVisible();

  await page.getByRole('tab', { name: 'shop.js' }).click();
  await write(page, 'function trigger_http() { throw new Error("closed for today"); }');
  await deploy(workstation);
  await request.click();
  await send.click();
  await expect(page.getByText('502 Bad Gateway')).toBeVisible();
  await page.getByRole('link', { name: /Trace/ }).first().click();
  await expect(page.getByText('Error: closed for today').first()).toBeVisible();
  await page.getByRole('link', { name: /^shop\.js:1:/ }).click();
  await expect(workstation.activeTab).toHaveText('shop.js');

  await workstation.treeItem(/^shop v2/).click();
  await page.getByRole('tab', { name: 'Releases' }).click();
  await page.getByRole('button', { name: 'Deploy v1 again' }).click();
  await page.getByRole('button', { name: 'Deploy v1', exact: true }).click();
  await expect(workstation.treeItem(/^shop v1/)).toBeVisible();
  await request.click();
  await send.click();
  await expect(page.getByText('200 OK')).toBeVisible();

  await workstation.showArea('Requests');
  const answers = page.getByRole('listbox', { name: 'History' }).getByRole('option');
  await expect(answers).toHaveCount(3);
  await expect(answers.nth(1)).toContainText('502');
  await answers.nth(1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy as curl, as it was sent' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^curl .*trigger=http/);
  await answers.nth(1).click({ button: 'right' });
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as HAR' }).click();
  const { log } = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(log.entries[0]).toMatchObject({ request: { method: 'GET' }, response: { status: 502 } });
});
