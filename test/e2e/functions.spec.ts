import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

const working = 'function trigger_http(request) { return { status: 200, body: "hello " + request.path }; }';
const throwing = 'function trigger_http() { throw new Error("boom"); }';
const broken = 'function trigger_http() { return { status 200 }; }';

test('a function that was deployed elsewhere shows up, with what is live', async ({ workstation }) => {
  const { page } = workstation;
  await workstation.deployFromOutside('hello', working);
  await workstation.treeItem(/hello/).click();
  await expect(page.getByRole('heading', { name: /hello/ })).toContainText('v1 live');
  await page.getByRole('tab', { name: 'Releases' }).click();
  await expect(page.getByRole('row', { name: /v1/ })).toContainText('active');
  await expectAccessible(page);
});

test('a failed deployment opens on the message and says what keeps serving', async ({ workstation }) => {
  const { page } = workstation;
  await workstation.deployFromOutside('hello', working);
  await workstation.deployFromOutside('hello', broken);
  await workstation.treeItem(/hello/).click();
  await page.getByRole('tab', { name: 'Deployments' }).click();
  await page.getByRole('list', { name: 'Deployments' }).getByRole('button').first().click();
  await expect(page.getByRole('alert')).toContainText('SyntaxError');
  await expect(page.getByText('v1 keeps serving.')).toBeVisible();
  await expectAccessible(page);
});

test('a release is compared with the one before it, or with any other', async ({ workstation }) => {
  const { page } = workstation;
  await workstation.deployFromOutside('hello', working);
  await workstation.deployFromOutside('hello', 'console.log(process.env.API_KEY);');
  await workstation.deployFromOutside('hello', 'console.log(Math.random());');
  await workstation.treeItem(/hello/).click();
  await page.getByRole('tab', { name: 'Releases' }).click();
  await page.getByRole('link', { name: 'v3' }).click();
  const against = page.getByRole('combobox', { name: 'Release to compare with' });
  await expect(against).toHaveValue(/release_/);
  await expect(page.getByRole('definition').filter({ hasText: 'API_KEY' })).toBeVisible();
  await expect(page.getByText('Environment keys gone')).toBeVisible();
  await against.selectOption('v1');
  await expect(page.getByText('New capabilities')).toBeVisible();
  await expect(page.getByText('Environment keys gone')).toBeHidden();
  await expectAccessible(page);
});

test('an older release is deployed again', async ({ workstation }) => {
  const { page, served } = workstation;
  const id = await workstation.deployFromOutside('hello', working);
  await workstation.deployFromOutside('hello', throwing);
  await workstation.treeItem(/hello/).click();
  await page.getByRole('tab', { name: 'Releases' }).click();
  await page.getByRole('button', { name: 'Deploy v1 again' }).click();
  await expect(page.getByRole('dialog')).toContainText('takes the traffic from v2');
  await page.getByRole('button', { name: 'Deploy v1', exact: true }).click();
  await expect(workstation.activeTab).toHaveText(/^Deploy hello v1, \d\d:\d\d/);
  const call = async () => (await fetch(`${served.ready.gatewayUrl}/${id}/there?trigger=http`)).text();
  await expect.poll(call).toBe('hello /there');

  // The deployment of v2 has had its time, and says so.
  await page.getByRole('tab', { name: 'hello', exact: true }).click();
  await page.getByRole('tab', { name: 'Deployments' }).click();
  await page.getByRole('list', { name: 'Deployments' }).getByRole('button', { name: /v2/ }).click();
  await expect(workstation.activeTab).toHaveText('Deploy hello v2');
  await expect(page.getByRole('region', { name: 'What serves' })).toContainText(
    'v1 serves this function now.',
  );
  await page.getByRole('button', { name: 'Deploy v2 again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deploy v2', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Endpoint' })).toBeVisible();
});

test('a deleted function comes back by Undo and serves again', async ({ workstation }) => {
  const { page, served } = workstation;
  const id = await workstation.deployFromOutside('hello', working);
  const url = `${served.ready.gatewayUrl}/${id}?trigger=http`;
  await workstation.treeItem(/hello/).click();
  await page.getByRole('button', { name: 'Delete this function' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 release and 1 deployment');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(workstation.treeItem(/hello/)).toBeHidden();
  await expect.poll(async () => (await fetch(url)).status).toBe(404);
  // Also after the notice has gone.
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await workstation.run('Bring back the functions that were deleted last');
  await expect(workstation.treeItem(/hello/)).toBeVisible();
  await expect.poll(async () => (await fetch(url)).status).toBe(200);
});

test('what was copied is said, and what a deployment waits for', async ({ context, workstation }) => {
  const { page, served } = workstation;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const id = await workstation.deployFromOutside('hello', working);
  await workstation.treeItem(/hello/).click();
  await page.getByRole('button', { name: 'Copy the endpoint' }).click();
  await expect(page.getByText('The endpoint is in the clipboard.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${served.ready.gatewayUrl}/${id}`);

  const { apiUrl, ownerId, token } = served.ready;
  const deployments = `${apiUrl}/v4/functions/organisations/${ownerId}/functions/${id}/deployments`;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const created = await fetch(deployments, {
    method: 'POST',
    headers,
    body: '{ "platform": "JAVA_SCRIPT" }',
  });
  await page.getByRole('link', { name: 'Last deployment: Waiting for upload' }).click();
  const steps = page.getByRole('list', { name: 'Steps' });
  await expect(steps).toContainText('waiting for the source or module to be sent');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(steps.getByText('not reached')).toHaveCount(5);
  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();
  await expectAccessible(page);

  const { id: deploymentId } = await created.json();
  await fetch(`${deployments}/${deploymentId}`, { method: 'DELETE', headers });
  await expect(page.getByRole('alert')).toContainText('It may have been deleted.');
});

test('the log of the step that failed is open, and can be closed', async ({ workstation }) => {
  const { page } = workstation;
  await workstation.deployFromOutside('hello', working.replace('{', '{{'));
  await workstation.treeItem(/hello/).click();
  await page.getByRole('link', { name: /Last deployment: Error/ }).click();
  const compile = page.getByRole('list', { name: 'Steps' }).getByRole('button', { name: /Compile/ });
  await expect(compile).toHaveAttribute('aria-expanded', 'true');
  await compile.click();
  await expect(compile).toHaveAttribute('aria-expanded', 'false');
  await compile.click();
  await expect(compile).toHaveAttribute('aria-expanded', 'true');
});

test('a failed invocation opens on its halt, with the calls decoded', async ({ workstation }) => {
  const { page, served } = workstation;
  const id = await workstation.deployFromOutside('hello', throwing);
  await fetch(`${served.ready.gatewayUrl}/${id}/x?trigger=http`, { headers: { 'User-Agent': 'curl/8' } });
  await workstation.showArea('Invocations');
  await page.getByRole('link', { name: 'Live list' }).click();
  const row = page.getByRole('listbox', { name: 'Invocations' }).getByRole('option').first();
  await expect(row).toContainText('502');
  await expect(row).toContainText('curl');
  await row.dblclick();
  await expect(page.getByRole('status').filter({ hasText: 'boom' })).toBeVisible();
  await expect(page.getByRole('list', { name: /Stack/ })).toContainText('trigger_http');
  const calls = page.getByRole('listbox', { name: 'Host calls' });
  await expect(calls.getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('searchbox', { name: 'Filter by name or text' }).fill('fd_read');
  await expect(page.getByText(/1 of \d+ calls/)).toBeVisible();
  await expect(page.getByText('Choose a call to see its arguments and results.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await calls.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('.');
  await expect(calls.getByRole('option', { selected: true })).toHaveAttribute('aria-posinset', '2');
  await page.keyboard.press('e');
  await expect(page.getByRole('button', { name: 'errors only', pressed: true })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('1e');
  await expect(page.getByRole('searchbox', { name: 'Filter by name or text' })).toHaveValue('1e');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Timeline' }).focus();
  await page.keyboard.press('4');
  await expect(page.getByRole('region', { name: 'dmesg' })).toContainText('Halt reason:');
  await page.getByRole('tab', { name: 'Summary' }).click();
  await expect(page.getByRole('cell', { name: 'fd_read' })).toBeVisible();
});

test('a file that is dropped on the window becomes a function, and a folder a project', async ({
  workstation,
}) => {
  const { page } = workstation;
  const data = await page.evaluateHandle((source) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([source], 'dropped.js', { type: 'text/javascript' }));
    return transfer;
  }, working);
  const target = page.locator('#root > div').first();
  await target.dispatchEvent('dragenter', { dataTransfer: data });
  await expect(page.getByText('to deploy it as a function')).toBeVisible();
  await target.dispatchEvent('drop', { dataTransfer: data });
  await expect(workstation.treeItem(/dropped/)).toBeVisible();
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible();

  const folder = join(workstation.served.folder, 'elsewhere/shop');
  mkdirSync(join(folder, 'lib'), { recursive: true });
  mkdirSync(join(folder, 'node_modules/heavy'), { recursive: true });
  writeFileSync(join(folder, 'shop.js'), working);
  writeFileSync(join(folder, 'lib/price.js'), 'export const price = 3;');
  writeFileSync(join(folder, 'node_modules/heavy/index.js'), '');
  const notes = join(workstation.served.folder, 'notes.txt');
  writeFileSync(notes, 'nothing to run');
  await drop(page, [folder, notes]);
  const question = page.getByRole('dialog', { name: 'Open a copy of shop?' });
  await expect(question).toContainText(`go to ${join(workstation.served.folder, 'atelier/shop')}.`);
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Copy and open' }).click();
  await expect(workstation.treeItem('shop.js')).toBeVisible();
  await expect(workstation.treeItem('lib')).toBeVisible();
  await expect(workstation.treeItem('atelier.json')).toBeVisible();
  await expect(workstation.treeItem('node_modules')).toHaveCount(0);
  await expect(page.getByText("notes.txt can't be deployed")).toBeVisible();
  await expect(workstation.treeItem('notes')).toHaveCount(0);
});

/** Drops files and folders of this machine on the window, as a file manager does. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
  await session.detach();
}

test('a tab keeps its name when another page takes its place', async ({ workstation }) => {
  const { page } = workstation;
  await workstation.deployFromOutside('hello', working);
  await workstation.treeItem(/hello/).click();
  await workstation.showArea('Invocations');
  await page.getByRole('link', { name: 'Live list' }).click();
  await expect(workstation.activeTab).toHaveText('Invocations');
  await expect(page.getByRole('tab', { name: 'hello' })).toHaveCount(1);
});

test('several functions are deleted with one question and come back with one Undo', async ({
  workstation,
}) => {
  const { page } = workstation;
  for (const name of ['one', 'two', 'three']) await workstation.deployFromOutside(name, working);
  await workstation.treeItem(/^one/).click();
  await workstation.treeItem(/^two/).click({ modifiers: ['Shift'] });
  await expect(workstation.treeItem(/^three/)).toHaveAttribute('aria-selected', 'true');
  await workstation.treeItem(/^three/).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete 2 functions?' });
  await expect(dialog.getByRole('listitem')).toHaveText([
    'one1 release and 1 deployment',
    'two1 release and 1 deployment',
  ]);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(workstation.treeItem(/^two/)).toBeHidden();
  await expect(workstation.treeItem(/^three/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(workstation.treeItem(/^two/)).toBeVisible();
  await expect(workstation.treeItem(/^one/)).toBeVisible();
});

test('a function is renamed in its place, and by keyboard several are deployed at once', async ({
  workstation,
}) => {
  const { page } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await page.getByRole('button', { name: 'Deploy hello-atelier' }).click();
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible();
  await workstation.deployFromOutside('elsewhere', working);
  await workstation.treeItem(/^elsewhere/).click();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'New name of elsewhere' }).fill('renamed');
  await page.keyboard.press('Enter');
  await expect(workstation.treeItem(/^renamed/)).toBeVisible();
  await expect(workstation.activeTab).toHaveText('renamed');
  await page.keyboard.press('Shift+ArrowUp');
  await workstation.run('Deploy the chosen functions');
  await expect(page.getByText('1 deployment started.')).toBeVisible();
  await expect(page.getByText('1 function without a source in an open project was left out.')).toBeVisible();
  await expect(workstation.treeItem(/^hello-atelier v2/)).toBeVisible();
});
