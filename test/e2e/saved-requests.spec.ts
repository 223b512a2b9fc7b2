import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Composer } from './pages/composer.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

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

test('a scratch request that is saved moves into its project with its answers, and can be taken out and put back', async ({
  workstation,
}) => {
  const { page } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await expect(workstation.activeTab).toHaveText('hello-atelier.js');
  await workstation.showArea('Requests');
  const scratch = page.getByRole('region', { name: 'Scratch requests' });
  const saved = page.getByRole('region', { name: 'Requests of hello-atelier' });
  await workstation.run('New request');
  await new Composer(workstation).send('{{api}}/no-such-thing', '404 Not Found');
  await page.getByRole('textbox', { name: 'Name of the request' }).fill('Ask for nothing');
  await expect(scratch.getByRole('button', { name: /^GET Ask for nothing/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+S');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(saved.getByRole('button', { name: /^GET Ask for nothing/ })).toBeVisible();
  await expect(scratch.getByRole('button', { name: /^GET Ask for nothing/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: '1 answer of this request' })).toBeVisible();
  await expect(workstation.activeTab).toContainText('Ask for nothing');
  await page.getByRole('textbox', { name: 'Address' }).fill('{{api}}/another');
  await expect(page.getByText('Not saved')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('Not saved')).toHaveCount(0);

  await page.getByRole('button', { name: 'Export requests' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save hello-atelier as a Postman collection' }).click();
  const collection = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(collection.item.map(({ name }: { name: string }) => name)).toContain('Ask for nothing');

  await saved.getByRole('button', { name: /^GET Ask for nothing/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(saved.getByRole('button', { name: /^GET Ask for nothing/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(saved.getByRole('button', { name: /^GET Ask for nothing/ })).toBeVisible();
  await expectAccessible(page);
});

test('an import says what it brought and what it had to leave out', async ({ workstation }) => {
  const { page } = workstation;
  const script = [{ listen: 'test', script: { exec: ['pm.test("ok", () => {})'] } }];
  const request = { method: 'GET', url: 'http://127.0.0.1:9/', auth: { type: 'awsv4' } };
  const collection = { info: { name: 'Shop' }, item: [{ name: 'Books', event: script, request }] };
  await workstation.run('Import curl, HAR or Postman');
  const dialog = page.getByRole('dialog', { name: 'Import requests' });
  await dialog.getByRole('textbox', { name: 'Text to import' }).fill('{"hello": 1}');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('neither a HAR file');
  await dialog.getByLabel('File to import').setInputFiles({
    name: 'shop.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(collection)),
  });
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('1 request was imported.');
  await expect(dialog.getByRole('status')).toContainText('Scripts do not run here');
  await expect(dialog.getByRole('status')).toContainText('"awsv4" is not known here');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(workstation.activeTab).toContainText('Books');
});

test('a save over somebody else’s change is refused, and both requests are kept', async ({ workstation }) => {
  const { page, served } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await expect(workstation.activeTab).toHaveText('hello-atelier.js');
  await workstation.showArea('Requests');
  const saved = page.getByRole('region', { name: 'Requests of hello-atelier' });
  await saved.getByRole('button', { name: /^GET hello-atelier/ }).click();
  const { address } = new Composer(workstation);
  await address.fill('{{gateway}}/typed');
  const folder = join(served.folder, 'atelier/hello-atelier/requests');
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.http'));
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^GET .*/m, 'GET {{gateway}}/changed'));
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByRole('alert')).toContainText('was changed');
  await expectAccessible(page);
  await page.getByRole('button', { name: "Open the file's request" }).click();
  await expect(address).toHaveValue('{{gateway}}/changed');
  await expect(page.getByRole('alert')).toHaveCount(0);
  const scratch = page.getByRole('region', { name: 'Scratch requests' });
  await scratch.getByRole('button', { name: /^GET hello-atelier/ }).click();
  await expect(address).toHaveValue('{{gateway}}/typed');
});

test('a tab follows its request, whatever another program does to the file', async ({ workstation }) => {
  const { page, served } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await expect(workstation.activeTab).toHaveText('hello-atelier.js');
  const path = join(served.folder, 'atelier/hello-atelier/requests/shop.http');
  const write = (text: string): void => writeFileSync(path, text);
  write('### Books\nGET {{gateway}}/books\n');
  await workstation.showArea('Requests');
  const saved = page.getByRole('region', { name: 'Requests of hello-atelier' });
  const line = (name: string) => saved.getByRole('button', { name: `GET ${name}`, exact: true });
  await line('Books').click();
  const { address } = new Composer(workstation);
  await expect(address).toHaveValue('{{gateway}}/books');

  write('### Orders\nGET {{gateway}}/orders\n\n### Books\nGET {{gateway}}/books\n');
  await line('Orders').click();
  await expect(address).toHaveValue('{{gateway}}/orders');
  await line('Books').click();
  await expect(address).toHaveValue('{{gateway}}/books');
  await expect(line('Books')).toHaveAttribute('aria-current', 'page');

  write('### Books\nGET {{gateway}}/books?page=2\n');
  await expect(address).toHaveValue('{{gateway}}/books?page=2');
  write('### Novels\nGET {{gateway}}/books?page=2\n');
  await expect(workstation.activeTab).toHaveText('Novels');
  await expect(line('Novels')).toHaveAttribute('aria-current', 'page');

  await address.fill('{{gateway}}/typed');
  await expect(workstation.activeTab).toHaveText('Novels •');
  write('### Novels\nGET {{gateway}}/other\n');
  await expect(page.getByText('Not saved, and changed in the file')).toBeVisible();
  await expect(address).toHaveValue('{{gateway}}/typed');
  write('### Something else\nDELETE {{gateway}}/else\n');
  await expect(page.getByText('No longer in the file')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('No longer in the file')).toHaveCount(0);
  expect(readFileSync(path, 'utf8')).toContain('GET {{gateway}}/typed');
  await expect(line('Novels')).toHaveAttribute('aria-current', 'page');
});

test('a saved request is renamed, duplicated and found by its name', async ({ workstation }) => {
  const { page } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await expect(workstation.activeTab).toHaveText('hello-atelier.js');
  await workstation.showArea('Requests');
  const saved = page.getByRole('region', { name: 'Requests of hello-atelier' });
  await saved.getByRole('button', { name: 'GET hello-atelier' }).click();
  await expect(workstation.activeTab).toHaveText('hello-atelier');
  await new Composer(workstation).send('{{api}}/no-such-thing', '404 Not Found');
  await page.keyboard.press('ControlOrMeta+S');
  await saved.getByRole('button', { name: 'GET hello-atelier' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rename the request' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Greet');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(dialog).toBeHidden();
  await expect(workstation.activeTab).toHaveText('Greet');
  await expect(page.getByRole('button', { name: '1 answer of this request' })).toBeVisible();
  await saved.getByRole('button', { name: 'GET Greet' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(workstation.activeTab).toHaveText('Greet copy');
  await page.keyboard.press('ControlOrMeta+P');
  await page.getByRole('combobox', { name: 'Quick open' }).fill('greet');
  await page.getByRole('option', { name: /^Greet requests/ }).click();
  await expect(workstation.activeTab).toHaveText('Greet');
});
