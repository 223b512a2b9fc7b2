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
  await expect(workstation.activeTab).toHaveText(/^Deploy hello v1 at \d\d:\d\d/);
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

test('variables and limits reach the next invocation', async ({ workstation }) => {
  const { page, served } = workstation;
  const id = await workstation.deployFromOutside('hello', 'console.log(std.getenv("GREETING"))');
  await workstation.treeItem(/hello/).click();
  await page.getByRole('tab', { name: 'Environment' }).click();
  await page.getByRole('button', { name: 'Edit as text' }).click();
  await page.getByRole('textbox', { name: /Variables/ }).fill('GREETING=good day\nAPI_TOKEN=hidden');
  await page.getByRole('button', { name: 'Edit as rows' }).click();
  await expect(page.getByRole('textbox', { name: 'Value of API_TOKEN' })).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The next invocation has the new environment')).toBeVisible();
  expect(await (await fetch(`${served.ready.gatewayUrl}/${id}`)).text()).toBe('good day\n');
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('textbox', { name: 'Memory (MiB)' }).fill('0');
  await expect(page.getByText('From one page')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
});

test('what was typed for one function is kept, and not shown for another', async ({ workstation }) => {
  const { page } = workstation;
  for (const name of ['first', 'second']) {
    await workstation.deployFromOutside(name, working);
    await workstation.treeItem(new RegExp(name)).click();
    await page.getByRole('tab', { name: 'Settings' }).click();
  }
  const name = page.getByRole('textbox', { name: 'Name' });
  const description = page.getByRole('textbox', { name: 'Description' });
  await description.fill('of the second');
  await page.getByRole('tab', { name: 'first', exact: true }).click();
  await expect(name).toHaveValue('first');
  await expect(description).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await page.getByRole('tab', { name: 'second •' }).click();
  await expect(name).toHaveValue('second');
  await expect(description).toHaveValue('of the second');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(description).toHaveValue('');
  await expect(workstation.activeTab).toHaveText('second');
});

test('where a function may connect to, and how it is built, hold from the next invocation on', async ({
  workstation,
}) => {
  const { page, served } = workstation;
  const url = `${served.ready.gatewayUrl}/${await workstation.deployFromOutside(
    'hello',
    `fetch("${served.ready.apiUrl}/openapi.json").then(({ status }) => print(status), (error) => print(error.message));`,
  )}`;
  expect(await (await fetch(url)).text()).toBe('200\n');
  await workstation.treeItem(/hello/).click();
  await page.getByRole('tab', { name: 'Settings' }).click();
  const connections = page.getByRole('region', { name: 'Connections' });
  const save = connections.getByRole('button', { name: 'Save connections' });
  await connections.getByLabel('May connect to').selectOption('Places of a list');
  await connections.getByLabel('Places').fill('example.org:443\nelsewhere');
  await expect(connections.getByText('"elsewhere" is no place')).toBeVisible();
  await expect(save).toBeDisabled();
  await connections.getByLabel('Places').fill('example.org:443');
  await save.click();
  await expect(page.getByText('The next invocation connects by the new policy')).toBeVisible();
  expect(await (await fetch(url)).text()).not.toBe('200\n');
  const build = page.getByRole('region', { name: 'Build' });
  await build.getByLabel('Optimisation').selectOption('Os, for size');
  await expect(build.getByLabel('Optimisation')).toHaveValue('Os');
  await page.reload();
  await expect(connections.getByLabel('Places')).toHaveValue('example.org:443');
  await expect(build.getByLabel('Optimisation')).toHaveValue('Os');
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

test('a Pulsar trigger is checked field by field, kept, changed and taken away', async ({ workstation }) => {
  const { page, served } = workstation;
  const id = await workstation.deployFromOutside('hello', working);
  await workstation.treeItem(/hello/).click();
  await page.getByRole('tab', { name: 'Triggers' }).click();
  await expect(page.getByText('The local bus does not run yet')).toBeVisible();
  await page.getByRole('button', { name: 'Set a Pulsar trigger' }).click();
  await page.getByRole('textbox', { name: 'Broker' }).fill('http://example.org');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('textbox', { name: 'Broker' })).toHaveAccessibleDescription(
    /A Pulsar URL reads pulsar:/,
  );
  await expect(page.getByRole('textbox', { name: 'Topic' })).toHaveAccessibleDescription(
    /A topic reads persistent:/,
  );
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Broker' }).fill('pulsar+ssl://broker.example.org:6651');
  await page.getByRole('textbox', { name: 'Topic' }).fill('persistent://shop/orders/new');
  await page.getByRole('textbox', { name: 'Token' }).fill('secret token');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Remove' })).toBeVisible();

  const { apiUrl, ownerId, token } = served.ready;
  const url = `${apiUrl}/v4/functions/organisations/${ownerId}/functions/${id}/trigger-pulsar`;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  expect(await (await fetch(url, { headers })).json()).toMatchObject({
    pulsar_topic_fqdn: 'persistent://shop/orders/new',
    pulsar_token: 'secret token',
  });
  const elsewhere = { pulsar_url: 'pulsar://other:6650', pulsar_topic_fqdn: 'persistent://a/b/c' };
  await fetch(url, { method: 'POST', headers, body: JSON.stringify(elsewhere) });
  await expect(page.getByRole('textbox', { name: 'Topic' })).toHaveValue('persistent://a/b/c');
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('button', { name: 'Set a Pulsar trigger' })).toBeVisible();
  await expect.poll(async () => (await fetch(url, { headers })).status).toBe(404);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('textbox', { name: 'Topic' })).toHaveValue('persistent://a/b/c');
});
