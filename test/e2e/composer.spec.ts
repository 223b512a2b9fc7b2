import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { platformLimits } from '../../src-main/contract/limits.ts';
import { Composer } from './pages/composer.ts';
import type { Workstation } from './pages/workstation.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

const source = `function trigger_http(request) {
  const agent = request.headers["User-Agent"];
  if (request.path === "/boom") throw new Error("boom");
  if (request.path === "/slow") return new Promise((resolve) => setTimeout(resolve, 25000));
  if (request.path === "/many") for (let index = 0; index < 600; index += 1) console.log(index, Date.now());
  if (request.path === "/again") return { status: 302, headers: { Location: "there?trigger=http" } };
  if (request.path === "/round") return { status: 302, headers: { Location: "round?trigger=http" } };
  if (agent === "two") console.log("once more", Date.now());
  return {
    status: 200,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ items: [{ name: "a", price: 3 }, { name: "b", price: 30 }], sent: request.body, agent, path: request.path }),
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
  const address = page.getByRole('textbox', { name: 'Address' });
  await address.fill('http://127.0.0.1:9/');
  await entry.dblclick();
  await expect(address).toHaveValue(/trigger=http/);
  await expect(page.getByRole('main').getByText('200 OK')).toBeVisible();
  await expect(page.getByRole('button', { name: '1 answer of this request' })).toBeVisible();
  const scratch = page.getByRole('region', { name: 'Scratch requests' });
  await expect(scratch.getByRole('button', { name: /^GET/ })).toHaveCount(2);
  await entry.dblclick();
  await expect(scratch.getByRole('button', { name: /^GET/ })).toHaveCount(2);
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
  await entries.first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Compare with…' }).click();
  await page.getByRole('dialog', { name: 'Compare with' }).getByRole('option').first().click();
  await expect(page.getByRole('main').locator('.cm-content').first()).toContainText('one');
  await expect(page.getByRole('main').locator('.cm-content').last()).toContainText('two');
  await expectAccessible(page);
  await page.getByRole('tablist', { name: 'Comparison' }).getByRole('tab', { name: 'Trace' }).click();
  await expect(page.getByText('2 added')).toBeVisible();
  const pairs = page.getByRole('listbox', { name: 'Calls side by side' });
  await expect(pairs).toContainText('clock_time_get');
  const all = await pairs.getByRole('option').count();
  await page.getByRole('checkbox', { name: 'only differences' }).check();
  expect(await pairs.getByRole('option').count()).toBeLessThan(all);
  await expectAccessible(page);
});

test('an invocation that failed is compared with the last one that went well', async ({
  workstation,
  context,
}) => {
  const { page, served } = workstation;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const id = await workstation.deployFromOutside('hello', source);
  const call = (path: string) => fetch(`${served.ready.gatewayUrl}/${id}${path}?trigger=http`);
  await call('/well');
  await call('/boom');
  await workstation.showArea('Invocations');
  await page.getByRole('link', { name: 'Live list' }).click();
  const failed = page.getByRole('listbox', { name: 'Invocations' }).getByRole('option', { name: /502/ });
  await failed.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy as curl' }).click();
  await expect(page.getByText('The curl command is in the clipboard.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `curl '${served.ready.gatewayUrl}/${id}/boom?trigger=http'`,
  );
  await failed.dblclick();
  await page.getByRole('button', { name: 'Compare with the last success' }).click();
  await expect(page.getByRole('row', { name: /^Status 200 502/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Halt exit code 0 Error: boom/ })).toBeVisible();
});

test('the timeline shows what a function did when, and leads to each call', async ({ workstation }) => {
  const { page, served } = workstation;
  const id = await workstation.deployFromOutside('hello', source);
  const answer = await fetch(`${served.ready.gatewayUrl}/${id}/many?trigger=http`);
  const invocationId = answer.headers.get('atelier-invocation-id');
  await page.goto(`${served.ready.uiUrl}/#/trace/${invocationId}`);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const timeline = page.getByRole('region', { name: /^Timeline of the calls/ });
  await expect(page.getByRole('list', { name: 'Lanes' })).toContainText('clock');
  await expect(timeline).toContainText('calls were not kept');
  await expect(page.getByText(/in view: 512 calls/)).toBeVisible();
  await timeline.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('region', { name: 'Selected call' })).toContainText('fd_read');
  await page.keyboard.press('f');
  await expect(page.getByText(/in view: (?!512)\d+ calls?,/)).toBeVisible();
  await page.keyboard.press('0');
  await expect(page.getByText(/in view: 512 calls/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: /^Calls/ }).click();
  const calls = page.getByRole('listbox', { name: 'Host calls' });
  await expect(calls.getByRole('option', { selected: true })).toContainText('fd_read');
  await page.getByRole('tab', { name: 'Summary' }).click();
  await expect(page.getByText(/calls in the middle were not kept, and are not counted here/)).toBeVisible();
});

test('an answer is searched as a tree, as text and as bytes', async ({ workstation }) => {
  const { page } = workstation;
  const composer = new Composer(workstation);
  await openRequest(workstation);
  await composer.send(await composer.address.inputValue(), '200 OK');
  await expect(composer.tree).toBeVisible();
  await page.keyboard.press('ControlOrMeta+F');
  const find = page.getByRole('textbox', { name: 'Find in the answer' });
  await expect(find).toBeFocused();
  const count = page.getByRole('search').getByRole('status');
  await find.fill('PRICE');
  await expect(count).toHaveText('1 of 2');
  await find.press('Enter');
  await expect(count).toHaveText('2 of 2');
  await expect(composer.tree.getByRole('option', { selected: true })).toContainText('price:30');
  await find.press('Enter');
  await expect(count).toHaveText('1 of 2');
  await expectAccessible(page);
  const view = page.getByRole('combobox', { name: 'View of the body' });
  await view.selectOption('text');
  await find.press('Shift+Enter');
  await expect(count).toHaveText('2 of 2');
  await expect(page.getByRole('main').locator('.found.current')).toHaveText('price');
  await view.selectOption('hex');
  await find.fill('7b 22');
  await expect(count).toHaveText(/^1 of \d/);
  await find.fill('no such thing');
  await expect(count).toHaveText('No match');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('button', { name: '2 answers of this request' })).toBeVisible();
  await expect(view).toHaveValue('hex');
  await find.press('Escape');
  await expect(find).toBeHidden();
});

test('parameters are switched off and come back, and variables show what they stand for', async ({
  workstation,
}) => {
  const { page } = workstation;
  const composer = new Composer(workstation);
  await openRequest(workstation);
  await composer.address.fill('{{gateway}}/{{hello}}/books/:id?trigger=http&page=2');
  await composer.show('Params');
  await page.getByRole('textbox', { name: 'Value of :id' }).fill('a b');
  await page.getByRole('checkbox', { name: 'Send page' }).uncheck();
  await expect(composer.address).toHaveValue('{{gateway}}/{{hello}}/books/:id?trigger=http');
  await composer.address.hover();
  await expect(page.getByText(/\/function_[0-9a-f-]{36}\/books\/a%20b\?trigger=http$/)).toBeVisible();
  await expect(page.getByText('built-in').first()).toBeVisible();
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(composer.tree).toContainText('path:"/books/a%20b"');
  await page.getByRole('checkbox', { name: 'Send page' }).check();
  await expect(composer.address).toHaveValue(/trigger=http&page=2$/);
  await page.getByRole('button', { name: 'Add a parameter' }).click();
  await expect(page.getByRole('textbox', { name: 'Parameter name' })).toHaveCount(3);
  await composer.address.fill('{{nothing}}/x');
  await expect(composer.address).toHaveAttribute('aria-invalid', 'true');
  await composer.show('Body');
  await page.getByRole('combobox', { name: 'Kind of body' }).selectOption({ label: 'JSON' });
  const body = page.getByRole('textbox', { name: 'Body' });
  await body.fill('{"id": 12345678901234567890');
  await page.getByRole('button', { name: 'Beautify' }).click();
  await expect(page.getByText(/^Not JSON as it stands/)).toBeVisible();
  await body.fill('{"id": 12345678901234567890}');
  await expect(page.getByText(/^Not JSON as it stands/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Minify' }).click();
  await expect(body).toHaveText('{"id":12345678901234567890}');
  await expectAccessible(page);
});

test('what the gateway turns away is explained, with the action that helps', async ({ workstation }) => {
  const { page, served } = workstation;
  const { gatewayUrl, apiUrl, ownerId, token } = served.ready;
  const composer = new Composer(workstation);
  await openRequest(workstation);
  const url = await composer.address.inputValue();

  await composer.send(url.replace(/function_[0-9a-f-]+/, `function_${crypto.randomUUID()}`), '404 Not Found');
  await expect(composer.explanation).toContainText('knows no such function');
  await expect(page.getByRole('button', { name: 'Show the functions' })).toBeVisible();

  const created = await fetch(`${apiUrl}/v4/functions/organisations/${ownerId}/functions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'empty' }),
  });
  const { id: empty } = (await created.json()) as { id: string };
  await composer.send(`${gatewayUrl}/${empty}`, '503 Service Unavailable');
  await expect(composer.explanation).toContainText('no deployment that is ready');
  await expect(page.getByRole('button', { name: 'Deploy it' })).toBeVisible();

  const large = join(served.folder, 'large.bin');
  writeFileSync(large, new Uint8Array(platformLimits.requestBody + 1));
  await page.getByRole('combobox', { name: 'Method' }).selectOption('POST');
  await page.getByRole('combobox', { name: 'Kind of body' }).selectOption('file');
  await page.getByRole('textbox', { name: 'Path of the file' }).fill(large);
  await composer.show('Headers');
  await composer.send(url, '413 Payload Too Large');
  await page.getByRole('button', { name: 'Show the body' }).click();
  await expect(page.getByRole('textbox', { name: 'Path of the file' })).toHaveValue(large);

  await page.getByRole('combobox', { name: 'Kind of body' }).selectOption('none');
  const flood = fillQueue(url.replace('?', '/slow?'));
  await expect(page.getByText(`${platformLimits.queue} queued`)).toBeVisible();
  await composer.send(url, '429 Too Many Requests');
  await expect(page.getByRole('button', { name: /^Send again/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Limits' }).click();
  await expect(page.getByRole('tab', { name: 'Settings', selected: true })).toBeVisible();
  await flood.end();
});

test('what has come of an answer is shown while it comes, and after it was cancelled or cut', async ({
  workstation,
}) => {
  const { page } = workstation;
  const composer = new Composer(workstation);
  let cut = (): void => {};
  const server = createServer((_, response) => {
    response
      .writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': '1000' })
      .write('the beginning');
    cut = () => response.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slow`;
  await openRequest(workstation);
  await composer.send(url, '200 OK');
  await expect(page.getByRole('main').locator('.cm-content').last()).toContainText('the beginning');
  await page.getByRole('button', { name: /^Cancel/ }).click();
  await expect(composer.explanation).toContainText('this is what had come');
  await expect(page.getByRole('main').locator('.cm-content').last()).toContainText('the beginning');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(composer.explanation).toHaveCount(0);
  await expect(page.getByRole('main').locator('.cm-content').last()).toContainText('the beginning');
  cut();
  await expect(page.getByRole('alert')).toContainText('before its answer was whole');
  await expectAccessible(page);
  server.close();
});

test('redirects are shown, followed, or given up', async ({ workstation }) => {
  const { page } = workstation;
  const composer = new Composer(workstation);
  await openRequest(workstation);
  const url = (await composer.address.inputValue()).replace('?', '/again?');
  await composer.send(url, '302 Found');
  await expect(page.getByText('It leads to there?trigger=http')).toBeVisible();
  await composer.show('Options');
  await page.getByRole('combobox', { name: 'Redirects' }).selectOption('follow');
  await composer.send(url, '200 OK');
  await page.getByRole('tab', { name: 'Sent' }).click();
  await expect(page.getByRole('region', { name: 'Redirects' })).toContainText('302 →');
  await page.getByRole('spinbutton', { name: 'Follow at most' }).fill('2');
  await composer.address.fill(url.replace('/again', '/round'));
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('redirected more than 2 times');
  await page.getByRole('button', { name: 'Show the options' }).click();
  await expectAccessible(page);
});

test('a deployment can be done again from a command line', async ({ workstation, context }) => {
  const { page } = workstation;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const id = await workstation.deployFromOutside('hello', source);
  await workstation.treeItem(/hello/).click();
  await page.getByRole('tab', { name: 'Deployments' }).click();
  await page.getByRole('list', { name: 'Deployments' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Copy as command' }).click();
  await expect(page.getByText('The command is in the clipboard.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `clever functions deploy function.js ${id}`,
  );
});

/** Takes a function's one instance and every place in its queue, until it is ended. */
function fillQueue(url: string): { end(): Promise<void> } {
  const stop = new AbortController();
  const call = (): Promise<unknown> => fetch(url, { signal: stop.signal }).catch(() => undefined);
  const calls = Array.from({ length: 1 + platformLimits.queue }, call);
  return {
    async end() {
      stop.abort();
      await Promise.all(calls);
    },
  };
}

async function openRequest(workstation: Workstation): Promise<void> {
  const { page }: { page: Page } = workstation;
  await workstation.deployFromOutside('hello', source);
  await workstation.treeItem(/hello/).click();
  await page.getByRole('button', { name: 'Send a request' }).click();
  await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue(/trigger=http/);
}
