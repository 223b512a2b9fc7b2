import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { Explorer } from './pages/explorer.ts';
import type { Workstation } from './pages/workstation.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

interface Sample {
  readonly page: Page;
  readonly explorer: Explorer;
  readonly editor: Locator;
  /** A path in the project's folder. */
  at(path: string): string;
}

async function openSample({ page, served }: Workstation): Promise<Sample> {
  await page.getByRole('button', { name: /Try the sample/ }).click();
  const editor = page.getByRole('main').locator('.cm-content');
  await expect(editor).toContainText('trigger_http');
  const at = (path: string): string => join(served.folder, 'atelier/hello-atelier', path);
  return { page, explorer: new Explorer(page), editor, at };
}

test('files and folders are made, duplicated and removed, and come back', async ({ workstation }) => {
  const { page, explorer, at } = await openSample(workstation);
  await explorer.choose('README.md', 'New folder');
  await explorer.name('lib');
  await expect(explorer.row('lib')).toBeVisible();
  await explorer.choose('lib', 'New file');
  await expectAccessible(page);
  await explorer.name('größe 100%.js');
  await expect(workstation.activeTab).toHaveText('größe 100%.js');
  expect(existsSync(at('lib/größe 100%.js'))).toBe(true);

  await explorer.choose('größe 100%.js', 'Duplicate');
  await expect(explorer.row('größe 100%-copy.js')).toBeVisible();
  await explorer.row('lib').click();
  await explorer.row('lib').click();
  await page.keyboard.press('Delete');
  await expect(explorer.row('lib')).toBeHidden();
  expect(existsSync(at('lib'))).toBe(false);
  await expect(page.getByRole('tab', { name: /größe/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(explorer.row('größe 100%-copy.js')).toBeVisible();
  expect(existsSync(at('lib/größe 100%.js'))).toBe(true);
});

test('who goes on in the editor gives the name, and keeps the focus', async ({ workstation }) => {
  const { page, explorer, editor } = await openSample(workstation);
  await explorer.choose('README.md', 'New folder');
  await explorer.nameField.fill('lib');
  await editor.click();
  await expect(explorer.row('lib')).toBeVisible();
  await expect(explorer.nameField).toHaveCount(0);
  await expect(editor).toBeFocused();
  await page.keyboard.insertText('typed at once');
  await expect(editor).toContainText('typed at once');
});

test('a bad name and a taken one are refused beside the field', async ({ workstation }) => {
  const { page, explorer, at } = await openSample(workstation);
  await explorer.row('README.md').click();
  await workstation.run('New file');
  await explorer.name('what?.js');
  await expect(page.getByRole('alert').getByText("A name can't have a ? in it.")).toBeVisible();
  await expect(explorer.nameField).toHaveAttribute('aria-invalid', 'true');
  await explorer.name('README.md');
  await expect(page.getByText('README.md is there already.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(explorer.nameField).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+Shift+F');
  await page.getByRole('combobox', { name: 'Find in files' }).fill('REQUEST.query');
  await expectAccessible(page);
  await page.getByRole('option', { name: /hello-atelier\.js:3/ }).click();
  await expect(workstation.activeTab).toHaveText('hello-atelier.js');
  await expect(page).toHaveURL(/line=3/);
  expect(existsSync(at('what?.js'))).toBe(false);
});

test('tabs, drafts and the manifest follow a rename', async ({ workstation }) => {
  const { page, explorer, editor, at } = await openSample(workstation);
  await editor.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('// mine');
  await expect(page.getByText('Not saved')).toBeVisible();
  await explorer.row('hello-atelier.js').click();
  await page.keyboard.press('F2');
  await expect(explorer.nameField).toBeFocused();
  await explorer.name('greet #1.js');
  await expect(workstation.activeTab).toHaveText('greet #1.js •');
  await expect(page.getByRole('tab', { name: 'hello-atelier.js' })).toHaveCount(0);
  await expect(editor).toContainText('// mine');
  await expect(explorer.row('greet #1.js')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tree', { name: 'Explorer' })).toBeFocused();
  expect(readFileSync(at('atelier.json'), 'utf8')).toContain('"source": "greet #1.js"');
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('Not saved')).toBeHidden();
  expect(readFileSync(at('greet #1.js'), 'utf8')).toBe('// mine');
  await page.reload();
  await expect(workstation.activeTab).toHaveText('greet #1.js');
  await expect(editor).toContainText('// mine');
});

test('what other programs do to the files shows, and a draft is not lost by it', async ({ workstation }) => {
  const { page, explorer, editor, at } = await openSample(workstation);
  mkdirSync(at('theirs'));
  await expect(explorer.row('theirs')).toBeVisible();
  writeFileSync(at('hello-atelier.js'), '// theirs');
  await expect(editor).toContainText('// theirs');

  await editor.click();
  await page.keyboard.type('// mine ');
  writeFileSync(at('hello-atelier.js'), '// theirs again');
  await expect(page.getByText('changed on disk since you began')).toBeVisible();
  await expect(editor).toContainText('// mine');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await expect.poll(() => readFileSync(at('hello-atelier.js'), 'utf8')).toContain('// mine');
  await expect(page.getByText('Not saved')).toBeHidden();

  await editor.click();
  await page.keyboard.type('// more ');
  rmSync(at('hello-atelier.js'));
  await expect(page.getByText('no longer on disk')).toBeVisible();
  await page.getByRole('button', { name: 'Write it again' }).click();
  await expect.poll(() => existsSync(at('hello-atelier.js'))).toBe(true);
  expect(readFileSync(at('hello-atelier.js'), 'utf8')).toContain('// more');
  await expect(page.getByText('no longer on disk')).toBeHidden();
});

test('what a menu of the explorer names gets its field, and what it copies is said', async ({
  workstation,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, explorer, at } = await openSample(workstation);
  await explorer.row('README.md').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Rename/ }).click();
  await expect(explorer.nameField).toBeFocused();
  await explorer.name('NOTES.md');
  await expect(explorer.row('NOTES.md')).toBeVisible();

  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await explorer.choose('NOTES.md', 'Copy path');
  await expect(page.getByText('The path is in the clipboard.')).toBeVisible();
  expect(await clipboard()).toBe(at('NOTES.md'));
  await explorer.choose('NOTES.md', 'Copy relative path');
  await expect(page.getByText('The relative path is in the clipboard.')).toBeVisible();
  expect(await clipboard()).toBe('NOTES.md');

  await explorer.row('NOTES.md').click();
  await explorer.row('atelier.json').click({ modifiers: ['ControlOrMeta'] });
  await explorer.row('NOTES.md').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: /^Delete 2 files/ })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('tree', { name: 'Explorer' }).click({ button: 'right', position: { x: 100, y: 500 } });
  await page.getByRole('menuitem', { name: 'New function…' }).click();
  await expect(page.getByRole('dialog', { name: 'New function' })).toBeVisible();
});

test('saving twice at once is saving, and a read-only file says what it is', async ({ workstation }) => {
  const { page, editor, at } = await openSample(workstation);
  await editor.click();
  await page.keyboard.type('// mine ');
  for (let time = 0; time < 3; time += 1) await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('Not saved')).toBeHidden();
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(readFileSync(at('hello-atelier.js'), 'utf8')).toContain('// mine');
  chmodSync(at('hello-atelier.js'), 0o444);
  await page.keyboard.type('// more ');
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByRole('alert')).toContainText('hello-atelier.js is read-only');
});

test('the menu of a row opens by key', async ({ workstation }) => {
  const { page, explorer } = await openSample(workstation);
  await explorer.row('README.md').click();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('tree', { name: 'Explorer' }).press('ArrowUp');
  await expect(explorer.row('README.md')).toHaveAttribute('aria-selected', 'false');
});

test('the tree follows what is shown, and marks what is wrong', async ({ workstation }) => {
  const { page, explorer, at } = await openSample(workstation);
  mkdirSync(at('lib/deep'), { recursive: true });
  writeFileSync(at('lib/deep/price.js'), 'export const price = 3;');
  await expect(explorer.row('lib')).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ControlOrMeta+P');
  await page.getByRole('combobox', { name: 'Quick open' }).fill('price');
  await page.getByRole('option', { name: /price\.js/ }).click();
  await expect(explorer.row('price.js')).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('tab', { name: 'hello-atelier.js' }).click();
  await expect(explorer.row('hello-atelier.js')).toHaveAttribute('aria-selected', 'true');

  await expect(explorer.row(/^hello-atelier not deployed/)).toBeVisible();
  writeFileSync(at('atelier.json'), '{ "functions": { "hello-atelier": {} } }');
  await expect(explorer.row(/^hello-atelier.*1 problem$/)).toBeVisible();
});

test('a picture is shown as one, and other bytes as what they are', async ({ workstation }) => {
  const { page, explorer, at } = await openSample(workstation);
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  writeFileSync(at('pixel.png'), Buffer.from(pixel, 'base64'));
  writeFileSync(at('some.bin'), Buffer.from([0, 255, 65, 66]));
  await explorer.row('pixel.png').click();
  await expect(page.getByRole('img', { name: 'pixel.png' })).toBeVisible();
  await expect(page.getByText('1 × 1')).toBeVisible();
  await expectAccessible(page);
  await explorer.row('some.bin').click();
  await expect(page.getByRole('listbox', { name: 'some.bin in hex' })).toContainText('00 ff 41 42');
  await expectAccessible(page);
  writeFileSync(at('some.bin'), Buffer.from([0, 255, 67]));
  await expect(page.getByRole('listbox', { name: 'some.bin in hex' })).toContainText('00 ff 43');
});
