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

test('an older release is deployed again', async ({ workstation }) => {
  const { page, served } = workstation;
  const id = await workstation.deployFromOutside('hello', working);
  await workstation.deployFromOutside('hello', throwing);
  await workstation.treeItem(/hello/).click();
  await page.getByRole('tab', { name: 'Releases' }).click();
  await page.getByRole('button', { name: 'Deploy v1 again' }).click();
  await expect(page.getByRole('dialog')).toContainText('takes the traffic from v2');
  await page.getByRole('button', { name: 'Deploy v1', exact: true }).click();
  await expect(workstation.activeTab).toHaveText('Deploy hello');
  const call = async () => (await fetch(`${served.ready.gatewayUrl}/${id}/there?trigger=http`)).text();
  await expect.poll(call).toBe('hello /there');
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
  expect((await fetch(url)).status).toBe(404);
  await page.getByRole('button', { name: 'Undo' }).click();
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
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
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
  await page.getByRole('tab', { name: 'dmesg' }).click();
  await expect(page.getByRole('region', { name: 'dmesg' })).toContainText('Halt reason:');
  await page.getByRole('tab', { name: 'Summary' }).click();
  await expect(page.getByRole('cell', { name: 'fd_read' })).toBeVisible();
});

test('a file that is dropped on the window becomes a function', async ({ workstation }) => {
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
});

test('a tab keeps its name when another page takes its place', async ({ workstation }) => {
  const { page } = workstation;
  await workstation.deployFromOutside('hello', working);
  await workstation.treeItem(/hello/).click();
  await workstation.showArea('Invocations');
  await page.getByRole('link', { name: 'Live list' }).click();
  await expect(workstation.activeTab).toHaveText('Invocations');
  await expect(page.getByRole('tab', { name: 'hello' })).toHaveCount(1);
});
