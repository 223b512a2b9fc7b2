/** `npm run screenshots`: the pictures of README and docs, of a real platform with a real function, in both themes. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import configuration from '../../playwright.config.ts';
import { Workstation } from './pages/workstation.ts';
import buildRenderer from './support/build-renderer.ts';
import { serve } from './support/serve.ts';

const folder = join(import.meta.dirname, '../../docs/screenshots');
const size = { width: 1280, height: 800 };

const source = `/** Greets whoever asks, and fails where it is asked to. */
function trigger_http(request) {
  console.log("asked for", request.path);
  if (request.path === "/boom") throw new Error("no such greeting");
  return {
    status: 200,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ hello: request.query.name ?? "world", path: request.path }),
  };
}
`;

buildRenderer();
mkdirSync(folder, { recursive: true });
const served = await serve();
const browser = await chromium.launch(configuration.use?.launchOptions);
try {
  const page = await browser.newPage({ viewport: size });
  const workstation = new Workstation(page, served);
  await workstation.open();
  const id = await workstation.deployFromOutside('greeter', source);
  await workstation.deployFromOutside('resize-image', source);
  await workstation.deployFromOutside('orders-webhook', source.replace('return {', 'return {{'));
  const call = (path: string) =>
    fetch(`${served.ready.gatewayUrl}/${id}${path}?trigger=http`, { headers: { 'User-Agent': 'curl/8.14' } });
  for (const path of ['/', '/a', '/b', '/boom', '/c', '/d']) await call(path);

  await shoot(page, 'start');
  await workstation.treeItem(/greeter/).click();
  await page.getByRole('button', { name: /^Open the trace: 502/ }).waitFor();
  await shoot(page, 'function');
  await page.getByRole('button', { name: 'Send a request' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('200 OK').waitFor();
  await page.getByRole('listbox', { name: 'Response as JSON' }).getByText('hello').waitFor();
  await shoot(page, 'composer');
  await workstation.treeItem(/orders-webhook/).click();
  await page.getByRole('tab', { name: 'Deployments' }).click();
  await page.getByRole('list', { name: 'Deployments' }).getByRole('button').first().click();
  await page.getByRole('alert').waitFor();
  await shoot(page, 'deploy');
  await workstation.showArea('Invocations');
  await page.getByRole('link', { name: 'Live list' }).click();
  const failed = page.getByRole('listbox', { name: 'Invocations' }).getByRole('option', { name: /502/ });
  await failed.waitFor();
  await shoot(page, 'invocations');
  await failed.dblclick();
  await page.getByRole('listbox', { name: 'Host calls' }).waitFor();
  await shoot(page, 'trace');
} finally {
  await browser.close();
  await served.stop();
}

async function shoot(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.mouse.move(0, 0);
    // What was asked for has arrived when the page has been still for a moment.
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), animations: 'disabled' });
  }
}
