import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Workstation } from './pages/workstation.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { test as base, expect } from './support/fixtures.ts';
import { serve } from './support/serve.ts';

/** A disk that is full or is not, under the platform of the test. */
const test = base.extend<{ disk: { fill(): void; empty(): void; options: NodeJS.ProcessEnv } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs off this pattern
  disk: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'atelier-disk-'));
    const marker = join(folder, 'full');
    const preload = new URL('./support/full-disk.ts', import.meta.url).href;
    await use({
      fill: () => writeFileSync(marker, ''),
      empty: () => rmSync(marker),
      options: { FULL_DISK: marker, NODE_OPTIONS: `--import=${preload}` },
    });
    rmSync(folder, { recursive: true });
  },
  served: async ({ disk }, use) => {
    const served = await serve(disk.options);
    await use(served);
    await served.stop();
  },
});

const source = 'function trigger_http() { return { status: 200, body: "hi" }; }';

test('the list says that new invocations are not kept, until they are again', async ({
  workstation,
  served,
  disk,
}) => {
  const { page } = workstation;
  const id = await workstation.deployFromOutside('hello', source);
  const call = async () => (await fetch(`${served.ready.gatewayUrl}/${id}?trigger=http`)).status;
  await workstation.showArea('Invocations');
  await page.getByRole('link', { name: 'Live list' }).click();
  disk.fill();
  expect(await call()).toBe(200);
  const warning = page.getByRole('alert').filter({ hasText: 'New invocations are missing here' });
  await expect(warning).toContainText('disk was full');
  await expectAccessible(page);
  await warning.getByRole('button', { name: 'Show the storage' }).click();
  await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible();
  await page.getByRole('tab', { name: 'Invocations' }).click();
  disk.empty();
  expect(await call()).toBe(200);
  await expect(page.getByRole('listbox', { name: 'Invocations' }).getByRole('option')).toHaveCount(1);
  await expect(warning).toBeHidden();
});

/** Chooses another font size while the disk is full, and waits to be told that it can't be kept. */
async function changeOnFullDisk(workstation: Workstation, disk: { fill(): void }) {
  const { page } = workstation;
  await workstation.run('Settings');
  await page.getByRole('link', { name: 'Editor' }).click();
  const size = page.getByLabel('Font size');
  await expect(size).toBeVisible();
  disk.fill();
  await size.selectOption('18');
  const notice = page.getByText("can't be kept, because the disk is full");
  await expect(notice).toBeVisible();
  return { size, notice };
}

test('a setting that can not be kept is told once, and kept when there is room', async ({
  workstation,
  disk,
}) => {
  const { page } = workstation;
  const { size, notice } = await changeOnFullDisk(workstation, disk);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeHidden();
  await size.selectOption('16');
  await expect.poll(() => workstation.sent('"fontSize\\":16')).toBe(true);
  await expect(notice).toBeHidden();
  disk.empty();
  await size.selectOption('15');
  await expect.poll(() => workstation.sent('"fontSize\\":15')).toBe(true);
  await page.reload();
  await expect(size).toHaveValue('15');
});

test('what could not be kept is tried again, and no longer told of then', async ({ workstation, disk }) => {
  const { page } = workstation;
  const { size, notice } = await changeOnFullDisk(workstation, disk);
  disk.empty();
  await expect(notice).toBeHidden({ timeout: 20_000 });
  await page.reload();
  await expect(size).toHaveValue('18');
});
