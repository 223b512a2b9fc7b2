import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';

/** The smallest command: a memory, and a `_start` that does nothing. */
const command = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 4, 1, 0x60, 0, 0],
  ...[0x03, 2, 1, 0],
  ...[0x05, 3, 1, 0, 1],
  ...[0x07, 19, 2, 6, ...Buffer.from('memory'), 2, 0, 6, ...Buffer.from('_start'), 0, 0],
  ...[0x0a, 4, 1, 2, 0, 0x0b],
);

test('an invocation is run again under another engine, and compared', async ({ workstation }) => {
  const { page, served } = workstation;
  const open = async (name: string, source: string | Uint8Array<ArrayBuffer>) => {
    const id = await workstation.deployFromOutside(name, source);
    const answer = await fetch(`${served.ready.gatewayUrl}/${id}`);
    await page.goto(`${served.ready.uiUrl}/#/trace/${answer.headers.get('atelier-invocation-id')}`);
    await page.getByRole('heading', { name }).waitFor();
  };

  await open('command', command);
  await page.getByRole('button', { name: 'Second opinion' }).click();
  await page.getByRole('menuitem', { name: 'Run again under node:wasi' }).click();
  const opinion = page.getByRole('dialog', { name: 'Second opinion of node:wasi' });
  await expect(opinion.getByRole('status')).toHaveText(/It agrees: exit code 0/);
  await expectAccessible(page);
  await opinion.getByRole('button', { name: 'Close' }).click();

  await open('script', 'console.log("hello")');
  const impossible = page.getByRole('button', {
    name: /^No second opinion: JavaScript runs in Atelier’s own runtime/,
  });
  await expect(impossible).toBeDisabled();
  await impossible.hover();
  await expect(page.getByText('which no other engine has')).toBeVisible();
});
