import { assemble } from '../support/assemble.ts';
import { writing } from '../support/programs.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

test('an invocation is run again under another engine, and compared', async ({ workstation }) => {
  const { page, served } = workstation;
  const open = async (name: string, source: string | Uint8Array<ArrayBuffer>) => {
    const id = await workstation.deployFromOutside(name, source);
    const answer = await fetch(`${served.ready.gatewayUrl}/${id}`);
    await page.goto(`${served.ready.uiUrl}/#/trace/${answer.headers.get('atelier-invocation-id')}`);
    await page.getByRole('heading', { name }).waitFor();
    await page.getByRole('button', { name: 'Second opinion' }).click();
  };

  await open('command', assemble(writing('hello')));
  await page.getByRole('menuitem', { name: 'Run again under node:wasi' }).click();
  const opinion = page.getByRole('dialog', { name: 'Second opinion of node:wasi' });
  await expect(opinion.getByRole('status')).toHaveText(/It agrees: exit code 0/);
  await expectAccessible(page);
  await opinion.getByRole('button', { name: 'Close' }).click();

  await open('script', 'console.log("hello")');
  await page.getByRole('menuitem', { name: 'Run again under @wasmer/wasi' }).click();
  await expect(page.getByRole('alert')).toContainText('JavaScript runs in Atelier’s own runtime');
});
