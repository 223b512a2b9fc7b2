import { execFileSync } from 'node:child_process';
import { Composer } from './pages/composer.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

const source = `async function trigger_http(request) {
  if (request.path === "/refused") {
    for (let index = 0; index < 40; index += 1) console.log(index);
    await fetch("http://127.0.0.1:9/").catch(String);
  }
  return { status: request.path === "/broken" ? 500 : 200, body: "" };
}`;

test('the live list goes back as far as one scrolls, and is held back while somebody reads', async ({
  workstation,
}) => {
  const { page, served } = workstation;
  const id = await workstation.deployFromOutside('hello', source);
  const call = (path: string) => fetch(`${served.ready.gatewayUrl}/${id}${path}?trigger=http`);
  await call('/broken');
  for (let index = 0; index < 210; index += 1) await call('/many');
  await workstation.showArea('Invocations');
  const bar = page.getByRole('toolbar', { name: 'Live list' });
  const list = page.getByRole('listbox', { name: 'Invocations' });
  await expect(bar).toContainText('200+ invocations');
  await list.press('End');
  await expect(bar).toContainText('211 invocations, new ones are held back');
  await list.press('End');
  await expect(list.getByRole('option', { selected: true })).toContainText('/broken');
  await call('/late');
  await expect(list.getByRole('option', { name: /late/ })).toHaveCount(0);
  await bar.getByRole('button', { name: 'Go on live' }).click();
  await expect(list.getByRole('option').first()).toContainText('/late');

  await page.getByRole('searchbox', { name: 'Contains' }).fill('/broken');
  await expect(bar).toContainText('1 invocation matches');
  await expectAccessible(page);
  await bar.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(bar).toContainText('200+ invocations');
});

test('a connection that did not come about is a failed call, and F leads back to the chosen one', async ({
  workstation,
}) => {
  const { page, served } = workstation;
  const id = await workstation.deployFromOutside('hello', source);
  const answer = await fetch(`${served.ready.gatewayUrl}/${id}/refused?trigger=http`);
  await page.goto(`${served.ready.uiUrl}/#/trace/${answer.headers.get('atelier-invocation-id')}`);
  const calls = page.getByRole('listbox', { name: 'Host calls' });
  await expect(calls).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByText(/^1 of \d+ calls/)).toBeVisible();
  await expect(calls.getByRole('option')).toContainText(/host_tcp_connect.*= .*REFUSED/);
  await calls.getByRole('option').click();
  await expect(page.getByRole('region', { name: 'Selected call' })).toContainText('could not connect');
  await page.keyboard.press('e');
  await page.keyboard.press('/');
  await page.keyboard.type('fd_read');
  await calls.focus();
  await expect(calls.getByRole('option', { selected: true })).toHaveCount(0);
  await page.keyboard.press('f');
  await expect(calls.getByRole('option', { selected: true })).toContainText('host_tcp_connect');
  await page.getByRole('tab', { name: 'Summary' }).click();
  await expect(page.getByRole('row', { name: /^host_tcp_connect 1 1/ })).toBeVisible();
  const firstCall = page.getByRole('row').nth(1).getByRole('cell').first();
  const count = page.getByRole('columnheader', { name: 'Count' });
  await count.getByRole('button').click();
  await expect(count).toHaveAttribute('aria-sort', 'descending');
  await expect(firstCall).toHaveText('fd_write');
  await count.getByRole('button').press('Enter');
  await expect(count).toHaveAttribute('aria-sort', 'ascending');
  await expect(firstCall).not.toHaveText('fd_write');
  await expectAccessible(page);
});

test('a request that was turned away has no trace, and says so', async ({ workstation }) => {
  const { page, served } = workstation;
  const { gatewayUrl, uiUrl, apiUrl, ownerId, token } = served.ready;
  const created = await fetch(`${apiUrl}/v4/functions/organisations/${ownerId}/functions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'empty' }),
  });
  const { id } = (await created.json()) as { id: string };
  const answer = await fetch(`${gatewayUrl}/${id}`);
  await page.goto(`${uiUrl}/#/trace/${answer.headers.get('atelier-invocation-id')}`);
  await expect(page.getByRole('heading', { name: 'The function was not run' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/503\s*Refused/);
  await expect(page.getByRole('button', { name: 'Second opinion' })).toHaveCount(0);
  await expectAccessible(page);
});

const waiting = `async function trigger_http() {
  console.log('begun');
  await new Promise((resolve) => setTimeout(resolve, 600_000));
}`;

test('a function that is cancelled, or whose engine dies, is listed with how it ended', async ({
  workstation,
  served,
}) => {
  const { page } = workstation;
  const id = await workstation.deployFromOutside('waiting', waiting);
  const composer = new Composer(workstation);
  const running = page.getByRole('contentinfo').getByText('1 running');
  await workstation.showArea('Requests');
  await workstation.run('New request');
  await composer.address.fill(`${served.ready.gatewayUrl}/${id}?trigger=http`);
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await send.press('Enter');
  await expect(running).toBeVisible();
  await expect(page.getByRole('button', { name: /^Cancel/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText('The function is ended');
  await expect(page.getByRole('button', { name: 'Show the invocations' })).toBeVisible();
  await expect(send).toBeFocused();
  await expect(running).toBeHidden();
  await send.click();
  // The platform knows of it by then, as of whatever takes longer than a moment.
  await expect(page.getByRole('button', { name: /^Cancel/ })).toContainText(/[1-9](\.\d+)? s/);
  const engine = execFileSync('pgrep', ['-P', `${served.ready.pid}`, '-f', 'engine.ts'], {
    encoding: 'utf8',
  });
  process.kill(Number(engine), 'SIGKILL');
  await expect(page.getByRole('alert')).toContainText('The engine died under the request');
  await page.getByRole('button', { name: 'Show the invocations' }).click();
  const rows = page.getByRole('listbox', { name: 'Invocations' }).getByRole('option');
  await expect(rows.nth(0)).toContainText(/502\s*Lost/);
  await expect(rows.nth(1)).toContainText(/499\s*Cancelled/);
  await rows.nth(0).dblclick();
  await expect(page.getByRole('main')).toContainText('The engine died under it: it was ended by SIGKILL');
  await expect(page.getByRole('main')).toContainText('lost with the engine that ran it');
  // Of what it took along nothing is known, and nothing is made up.
  await expect(page.getByRole('main')).not.toContainText('0 µs');
  await expectAccessible(page);
});
