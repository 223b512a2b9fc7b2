import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { Explorer } from './pages/explorer.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

/** The text of the file that is open. */
function editor(page: Page): Locator {
  return page.getByRole('main').locator('.cm-content');
}

test('from nothing to an answer: sample, edit, deploy, break, see why, mend', async ({ workstation }) => {
  const { page, served } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await expect(editor(page)).toContainText('trigger_http');
  await expectAccessible(page);

  const tour = page.getByRole('region', { name: 'First steps' });
  await tour.getByRole('button', { name: 'Deploy' }).click();
  await expect(workstation.activeTab).toHaveText('Deploy hello-atelier v1');
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await workstation.treeItem(/^hello-atelier v1/).click();
  const url = await page
    .getByText(/^http:.*function_/)
    .first()
    .textContent();
  expect(await (await fetch(`${url}?trigger=http&name=Ada`)).text()).toContain('Ada');

  await tour.getByRole('button', { name: 'See the trace' }).click();
  await expect(page.getByRole('listbox', { name: 'Host calls' })).toBeVisible();
  await tour.getByRole('button', { name: 'Break it' }).click();
  await expect(workstation.treeItem(/^hello-atelier v2/)).toBeVisible();
  expect((await fetch(`${url}?trigger=http`)).status).toBe(502);
  await tour.getByRole('button', { name: 'Compare' }).click();
  await expect(workstation.activeTab).toHaveText(/^Compare/);
  await tour.getByRole('button', { name: 'Roll back to v1' }).click();
  await expect.poll(async () => (await fetch(`${url}?trigger=http`)).status).toBe(200);
  await expect(tour).toContainText('That was all.');
  await expectAccessible(page);
  await tour.getByRole('button', { name: 'End the tour' }).click();
  await expect(tour).toBeHidden();

  await page.getByRole('tab', { name: 'hello-atelier.js' }).click();
  await page.getByRole('checkbox', { name: /Deploy on save/ }).click();
  await expect(page.getByRole('checkbox', { name: /Deploy on save/ })).toBeChecked();
  await replaceText(page, 'function trigger_http() { return { status: 200, body: "second" }; }');
  await expect(page.getByText('Not saved')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('Not saved')).toBeHidden();
  await expect.poll(async () => (await fetch(`${url}?trigger=http`)).text()).toBe('second');
  await expect(page.getByText(/served in/)).toBeVisible();

  await replaceText(page, 'function trigger_http() { return { status 200 }; }');
  await page.keyboard.press('ControlOrMeta+S');
  await workstation.run('Toggle panel');
  await page.getByRole('tab', { name: 'Problems' }).click();
  const problems = page.locator('[data-pane="panel"]').getByRole('list', { name: 'Problems' });
  await expect(problems.getByText('Expected "}" but found "200"', { exact: true })).toBeVisible();
  await expect(problems.getByRole('link', { name: 'hello-atelier.js:1:43' })).toBeVisible();
  await expect(page.locator('.cm-lint-marker-error')).toHaveCount(1);
  await problems.getByRole('link', { name: 'hello-atelier.js:1:43' }).click();
  await page.keyboard.insertText('~');
  await expect(editor(page)).toContainText('status ~200');
  await page.keyboard.press('ControlOrMeta+Z');
  await problems.getByText('In the compiler’s words').click();
  await expect(problems.getByText('status 200').last()).toBeVisible();
  await expectAccessible(page);
  expect(await (await fetch(`${url}?trigger=http`)).text()).toBe('second');

  await replaceText(page, 'function trigger_http() { return { status: 200, body: "third" }; }');
  await page.keyboard.press('ControlOrMeta+S');
  await expect.poll(async () => (await fetch(`${url}?trigger=http`)).text()).toBe('third');
  await expect(page.locator('.cm-lint-marker-error')).toHaveCount(0);
  expect(readFileSync(join(served.folder, 'atelier/hello-atelier/hello-atelier.js'), 'utf8')).toContain(
    'third',
  );
});

test('a draft outlives the platform, and a save over somebody else’s change is refused', async ({
  workstation,
}) => {
  const { page, served } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await expect(editor(page)).toContainText('trigger_http');
  await replaceText(page, '// mine');
  await expect.poll(() => workstation.sent('// mine')).toBe(true);
  writeFileSync(join(served.folder, 'atelier/hello-atelier/hello-atelier.js'), '// theirs\n');
  await served.restart();
  await page.reload();
  await expect(editor(page)).toContainText('// mine');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'It was not saved' })).toBeVisible();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('textbox', { name: 'On disk' })).toContainText('// theirs');
  await expect(page.getByRole('textbox', { name: 'Mine' })).toContainText('// mine');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Back to the editor' }).click();
  // What is on the screen is not what would be deployed.
  await page.getByRole('button', { name: 'Deploy hello-atelier' }).click();
  await expect(workstation.activeTab).toContainText('hello-atelier.js');
  await expect(workstation.treeItem(/^hello-atelier v/)).toBeHidden();
  expect(readFileSync(join(served.folder, 'atelier/hello-atelier/hello-atelier.js'), 'utf8')).toBe(
    '// theirs\n',
  );
});

test('a new function comes from a template, and quick open finds its files', async ({ workstation }) => {
  const { page } = workstation;
  await workstation.run('New function');
  const dialog = page.getByRole('dialog', { name: 'New function' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Not A Name');
  await expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('orders');
  await dialog.getByRole('radio', { name: 'AssemblyScript' }).check();
  await dialog.getByRole('radio', { name: /^HTTP trigger/ }).check();
  await expectAccessible(page);
  // A question has to be answered before anything else begins.
  await page.keyboard.press('ControlOrMeta+P');
  await expect(page.getByRole('combobox', { name: 'Quick open' })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+P');
  await page.getByRole('combobox', { name: 'Quick open' }).fill('atelier.json');
  await page
    .getByRole('option', { name: /atelier\.json/ })
    .first()
    .click();
  await expect(workstation.activeTab).toHaveText('atelier.json');
  await expect(editor(page)).toContainText('orders');
  await expect(editor(page)).toBeFocused();
});

test('a function joins a project that is open', async ({ workstation }) => {
  const { page, served } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await expect(editor(page)).toContainText('trigger_http');
  await new Explorer(page).choose('hello-atelier', 'New function…');
  const dialog = page.getByRole('dialog', { name: 'New function' });
  await expect(dialog.getByLabel('Project')).toHaveValue(/./);
  await expect(dialog.getByLabel('Folder')).toHaveCount(0);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('orders');
  await dialog.getByRole('radio', { name: 'TypeScript' }).check();
  await page.keyboard.press('Enter');
  await expect(workstation.activeTab).toHaveText('orders.ts');
  await expect(editor(page)).toBeFocused();
  expect(readFileSync(join(served.folder, 'atelier/hello-atelier/atelier.json'), 'utf8')).toContain(
    'orders/',
  );
});

test('a folder that is not there is refused in words', async ({ workstation: { page } }) => {
  await page.getByRole('button', { name: 'Open a project folder' }).click();
  await page.getByRole('combobox', { name: 'Folder' }).fill('/no/such/folder');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('/no/such/folder');
  await page.getByRole('combobox', { name: 'Folder' }).fill('somewhere');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('does not say where it is');
});

test('a folder without a manifest is told what it lacks, and given it', async ({ workstation }) => {
  const { page, served } = workstation;
  mkdirSync(join(served.folder, 'plain'));
  writeFileSync(join(served.folder, 'plain/main.js'), 'console.log("hi");');
  await page.getByRole('button', { name: 'Open a project folder' }).click();
  const folder = page.getByRole('combobox', { name: 'Folder' });
  await folder.fill('~/plane');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('plane');
  await folder.fill('~/plain');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(workstation.treeItem('plain no atelier.json')).toBeVisible();
  await page.getByRole('button', { name: 'Make one' }).click();
  await expect(editor(page)).toContainText('"source": "main.js"');
  await expect(page.getByText('Recognised as a function: plain.')).toBeVisible();
  await expect(workstation.treeItem('plain not deployed')).toBeVisible();
});

test('what is wrong in the manifest leads there from where the deployment failed', async ({
  workstation,
}) => {
  const { page, served } = workstation;
  const folder = join(served.folder, 'unclear');
  mkdirSync(folder);
  writeFileSync(join(folder, 'shop.ts'), 'print("open");\n');
  writeFileSync(join(folder, 'atelier.json'), '{\n  "functions": { "shop": { "source": "shop.ts" } }\n}\n');
  await page.getByRole('button', { name: 'Open a project folder' }).click();
  await page.getByRole('combobox', { name: 'Folder' }).fill(folder);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await workstation.treeItem(/^shop not deployed/).click();
  await page.getByRole('button', { name: 'Deploy shop' }).click();
  await expect(page.getByRole('alert')).toContainText('say which with "language"');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Open atelier.json' }).click();
  await expect(workstation.activeTab).toHaveText('atelier.json');
  await expect(page).toHaveURL(/line=2&column=\d+$/);
});

test('a bundle is drawn in the files of its packages, without what leads back to them', async ({
  workstation,
}) => {
  const { page, served } = workstation;
  const folder = join(served.folder, 'packed');
  const files = {
    'node_modules/words/package.json': '{ "main": "src/main.js" }',
    'node_modules/words/src/main.js': 'export * from "./long.js";\nexport const word = "short";\n',
    'node_modules/words/src/long.js': `export const long = "${'x'.repeat(900)}";\n`,
    'price.js': `export const price = "${'y'.repeat(900)}";\n`,
    'shop.js':
      'import { long, word } from "words";\nimport { price } from "./price.js";\nprint(long, word, price);\n',
    'atelier.json': '{ "functions": { "shop": { "source": "shop.js" } } }',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  await page.getByRole('button', { name: 'Open a project folder' }).click();
  await page.getByRole('combobox', { name: 'Folder' }).fill(folder);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await workstation.treeItem(/^shop not deployed/).click();
  await page.getByRole('button', { name: 'Deploy shop' }).click();
  const labels = page.getByRole('img', { name: 'Code by origin and size' }).locator('text');
  await expect(labels.filter({ hasText: /^src\/long\.js$/ })).toBeVisible();
  await expect(labels.filter({ hasText: /node_modules|source map/ })).toHaveCount(0);
  await expect(page.getByRole('term').filter({ hasText: 'source map' })).toBeVisible();
  await expectAccessible(page);
});

test('a project that is closed takes its tabs along, and is opened again from the start page', async ({
  workstation,
}) => {
  const { page } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await expect(editor(page)).toContainText('trigger_http');
  await new Explorer(page).choose('hello-atelier', 'Close project');
  await expect(page.getByText('hello-atelier was closed.')).toBeVisible();
  await expect(page.getByRole('tab')).toHaveCount(0);
  await expect(workstation.treeItem('hello-atelier.js')).toHaveCount(0);
  await page.getByRole('region', { name: 'Closed lately' }).getByRole('button').click();
  await expect(workstation.treeItem('hello-atelier.js')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Closed lately' })).toHaveCount(0);
});

async function replaceText(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

test('each variable says where it comes from, and a secret is given its value', async ({ workstation }) => {
  const { page, served } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await expect(editor(page)).toContainText('trigger_http');
  const folder = join(served.folder, 'atelier/hello-atelier');
  const entry = { source: 'hello-atelier.js', environment: { MODE: 'test' }, secrets: ['KEY', 'PIN'] };
  writeFileSync(join(folder, 'atelier.json'), JSON.stringify({ functions: { 'hello-atelier': entry } }));
  writeFileSync(join(folder, '.env'), '# mine\nKEY=k1\nPIN=1234\n');
  await page.getByRole('button', { name: 'Deploy hello-atelier' }).click();
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible();
  await workstation.treeItem(/^hello-atelier v1/).click();
  await page.getByRole('tab', { name: 'Environment' }).click();
  await expect(page.getByRole('main')).toContainText('The project hello-atelier gives this function');
  await expect(page.getByRole('textbox', { name: 'Value of PIN', exact: true })).toHaveAttribute(
    'type',
    'password',
  );
  for (const origin of ['atelier.json', 'secret, .env'])
    await expect(page.getByText(origin, { exact: true }).first()).toBeVisible();

  const secrets = page.getByRole('region', { name: 'Secrets of the project' });
  await secrets.getByRole('button', { name: 'Change' }).first().click();
  const value = secrets.getByRole('textbox', { name: 'Value of the secret KEY' });
  await expect(value).toHaveValue('k1');
  await value.fill('k2 # new');
  await expectAccessible(page);
  await secrets.getByRole('button', { name: 'Keep sealed' }).click();
  await expect(page.getByText('The next deployment puts another value here.')).toBeVisible();
  expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('# mine\nPIN=1234\n');
  await expect(secrets.getByText('Kept by the platform, sealed.')).toBeVisible();
  await secrets.getByRole('button', { name: 'Seal it' }).click();
  await expect.poll(() => readFileSync(join(folder, '.env'), 'utf8')).toBe('# mine\n');
  await page.getByRole('link', { name: 'sealed' }).click();
  await expect(page.getByRole('main')).toContainText('Kept in secret-key.json in the home folder');
  await expectAccessible(page);
  await page.goBack();
  for (const left of [1, 0]) {
    await secrets.getByRole('button', { name: 'Delete' }).first().click();
    await expect(secrets.getByRole('button', { name: 'Delete' })).toHaveCount(left);
  }

  await expect(secrets.getByText('Only the function has it')).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(secrets.getByText('Kept by the platform, sealed.')).toHaveCount(1);
});

test('a deployment that lacks values of secrets is refused, asks for them, and then goes through', async ({
  workstation,
}) => {
  const { page, served } = workstation;
  await page.getByRole('button', { name: /Try the sample/ }).click();
  await expect(editor(page)).toContainText('trigger_http');
  const source = 'hello-atelier.js';
  await replaceText(
    page,
    'function trigger_http() { return { status: 200, body: std.getenv("KEY") + std.getenv("PIN") }; }',
  );
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText('Not saved')).toBeHidden();
  const manifest = { functions: { 'hello-atelier': { source, secrets: ['KEY', 'PIN'] } } };
  writeFileSync(join(served.folder, 'atelier/hello-atelier/atelier.json'), JSON.stringify(manifest));
  await page.getByRole('button', { name: 'Deploy hello-atelier' }).click();
  await expect(page.getByRole('alert')).toContainText('"KEY", "PIN" have no values');
  await page.getByRole('alert').getByRole('button', { name: 'Set the 2 secrets' }).click();
  const dialog = page.getByRole('dialog', { name: 'Secrets without a value' });
  await expect(dialog.getByLabel('KEY')).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Keep sealed' })).toBeDisabled();
  await expectAccessible(page);
  await dialog.getByLabel('KEY').fill('k1');
  await dialog.getByLabel('PIN').fill('1234');
  await dialog.getByLabel('PIN').press('Enter');
  await expect(page.getByText('KEY, PIN: kept, sealed.')).toBeVisible();

  await new Explorer(page).choose('hello-atelier not deployed', 'Deploy');
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible();
  await workstation.treeItem(/^hello-atelier v1/).click();
  const url = await page
    .getByText(/^http:.*function_/)
    .first()
    .textContent();
  expect(await (await fetch(`${url}?trigger=http`)).text()).toBe('k11234');
});
