import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

const working = 'function trigger_http(request) { return { status: 200, body: "hello " + request.path }; }';

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

test('a value of several lines stays one, typed or pasted, seen or not', async ({ workstation }) => {
  const { page, served } = workstation;
  const id = await workstation.deployFromOutside(
    'hello',
    'print(std.getenv("TEXT") + std.getenv("API_KEY"))',
  );
  await workstation.treeItem(/hello/).click();
  await page.getByRole('tab', { name: 'Environment' }).click();
  await page.getByRole('button', { name: 'Add a variable' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('TEXT');
  const value = page.getByRole('textbox', { name: 'Value of TEXT' });
  await value.fill('one');
  await value.press('Shift+Enter');
  await value.pressSequentially('two');
  await page.getByRole('button', { name: 'Add a variable' }).click();
  await page.getByRole('textbox', { name: 'Name' }).last().fill('API_KEY');
  const secret = page.getByLabel('Value of API_KEY');
  await secret.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', '-begin-\nkey\n-end-\n');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(secret).toHaveAttribute('readonly');
  await page.getByRole('button', { name: 'Show the value' }).click();
  await expect(secret).toHaveValue('-begin-\nkey\n-end-\n');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add a variable' }).click();
  await page.getByRole('textbox', { name: 'Name' }).last().fill('TEXT');
  await expect(page.getByRole('textbox', { name: 'Name' }).last()).toHaveAccessibleDescription(
    'TEXT is there twice.',
  );
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Name' }).last().fill('LAST');
  await page.getByRole('textbox', { name: 'Value of LAST' }).press('Enter');
  await expect(page.getByText('The next invocation has the new environment')).toBeVisible();
  expect(await (await fetch(`${served.ready.gatewayUrl}/${id}`)).text()).toBe(
    'one\ntwo-begin-\nkey\n-end-\n\n',
  );
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

test('a Pulsar trigger is checked field by field, kept, changed and taken away', async ({ workstation }) => {
  const { page, served } = workstation;
  const id = await workstation.deployFromOutside('hello', working);
  await workstation.treeItem(/hello/).click();
  await page.getByRole('tab', { name: 'Triggers' }).click();
  await expect(page.getByText('Nothing here listens to Pulsar yet')).toBeVisible();
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
  // What was typed outlives a look at another section.
  await page.getByRole('tab', { name: 'Releases' }).click();
  await expect(workstation.activeTab).toHaveText('hello •');
  await page.getByRole('tab', { name: 'Triggers' }).click();
  await expect(page.getByRole('textbox', { name: 'Topic' })).toHaveValue('persistent://shop/orders/new');
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
