import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Workstation } from './pages/workstation.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

const source = `function trigger_http(request) {
  if (request.path === "/boom") throw new Error("boom");
  return {
    status: 200,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ items: [{ name: "a", price: 3 }, { name: "b", price: 30 }], sent: request.body, agent: request.headers["User-Agent"] }),
  };
}`;

test('a request is sent, its answer read, filtered and timed, and found again in the history', async ({
  workstation,
}) => {
  const { page } = workstation;
  await openRequest(workstation);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('200 OK')).toBeVisible();
  await expect(page.getByRole('link', { name: /Trace\d* \d+ calls|Trace.*calls/ })).toBeVisible();
  const tree = page.getByRole('listbox', { name: 'Response as JSON' });
  await expect(tree).toContainText('items:');
  await page.getByRole('textbox', { name: 'Filter by JSONPath' }).fill('$.items[?@.price < 10].name');
  await expect(tree).toContainText('"a"');
  await expect(tree).not.toContainText('"b"');
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Timing' }).click();
  await expect(page.getByText('Run: guest')).toBeVisible();
  await page.getByRole('tab', { name: 'Sent' }).click();
  await expect(page.getByText(/^GET http/)).toBeVisible();

  await workstation.showArea('Requests');
  const entry = page.getByRole('listbox', { name: 'History' }).getByRole('option').first();
  await expect(entry).toContainText('200');
  await page.getByRole('searchbox', { name: 'Search the history' }).fill('no such thing');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search the history' }).fill('trigger=http');
  await entry.click({ button: 'right' });
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as HAR' }).click();
  const har = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(har.log.entries[0]).toMatchObject({ request: { method: 'GET' }, response: { status: 200 } });
  await entry.dblclick();
  await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue(/trigger=http/);
});

test('a curl command that is pasted into the address becomes the request, and goes back as one', async ({
  workstation,
  context,
}) => {
  const { page } = workstation;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openRequest(workstation);
  const address = await page.getByRole('textbox', { name: 'Address' }).inputValue();
  const command = `curl -X POST '${address}' -H 'Content-Type: text/plain' --data-raw $'it\\'s here'`;
  await page.evaluate((text) => navigator.clipboard.writeText(text), command);
  await page.getByRole('textbox', { name: 'Address' }).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
  await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('POST');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('listbox', { name: 'Response as JSON' })).toContainText("it's here");
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await expect(page.getByText('The curl command is in the clipboard.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('curl');
  expect(copied).toContain(address);
});

test('the platform’s own answers are explained, with the action that helps', async ({ workstation }) => {
  const { page } = workstation;
  await openRequest(workstation);
  const address = page.getByRole('textbox', { name: 'Address' });
  const url = await address.inputValue();
  await address.fill(url.replace('?', '/boom?'));
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'boom' })).toBeVisible();
  await page.getByRole('button', { name: 'Open the trace' }).click();
  await expect(workstation.activeTab).toContainText('Trace');
  await expect(page.getByRole('listbox', { name: 'Host calls' })).toBeVisible();
  await page.getByRole('tab', { name: /^GET/ }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/nothing');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/refused|nothing listens/i);
  await expectAccessible(page);
});

test('a request is saved to an .http file of a project and comes back from there', async ({
  workstation,
}) => {
  const { page, served } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await expect(workstation.activeTab).toHaveText('hello-atelier.js');
  await workstation.run('New request');
  await page.getByRole('textbox', { name: 'Name of the request' }).fill('Ask for Ada');
  await page.getByRole('textbox', { name: 'Address' }).fill('{{gateway}}/x?name=Ada');
  await page.keyboard.press('ControlOrMeta+S');
  await page.getByRole('textbox', { name: 'File' }).fill('requests/ada.http');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  const text = readFileSync(join(served.folder, 'atelier/hello-atelier/requests/ada.http'), 'utf8');
  expect(text).toContain('GET {{gateway}}/x?name=Ada');
  await workstation.showArea('Requests');
  await expect(page.getByRole('region', { name: /hello-atelier/ }).getByText('Ask for Ada')).toBeVisible();
});

test('two answers are compared', async ({ workstation }) => {
  const { page } = workstation;
  await openRequest(workstation);
  for (const agent of ['one', 'two']) {
    await page
      .getByRole('tab', { name: /Headers/ })
      .first()
      .click();
    if (agent === 'one') await page.getByRole('button', { name: 'Add a header' }).click();
    await page
      .getByRole('combobox', { name: 'Header name' })
      .or(page.getByRole('textbox', { name: 'Header name' }))
      .fill('User-Agent');
    await page.getByRole('textbox', { name: 'Header value' }).fill(agent);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByRole('listbox', { name: 'Response as JSON' })).toContainText(`"${agent}"`);
  }
  await workstation.showArea('Requests');
  const entries = page.getByRole('listbox', { name: 'History' }).getByRole('option');
  await expect(entries).toHaveCount(2);
  await entries.last().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Mark to compare' }).click();
  await entries.first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Compare with the marked one' }).click();
  await expect(page.getByRole('main').locator('.cm-content').first()).toContainText('one');
  await expect(page.getByRole('main').locator('.cm-content').last()).toContainText('two');
});

async function openRequest(workstation: Workstation): Promise<void> {
  const { page }: { page: Page } = workstation;
  await workstation.deployFromOutside('hello', source);
  await workstation.treeItem(/hello/).click();
  await page.getByRole('button', { name: 'Send a request' }).click();
  await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue(/trigger=http/);
}
