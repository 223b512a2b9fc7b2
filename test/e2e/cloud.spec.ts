import { Workstation } from './pages/workstation.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/fixtures.ts';
import { type ServedWorkstation, serve } from './support/serve.ts';

const source = 'function trigger_http() { return { status: 200, body: "from afar" }; }';

/** What a user has in their environment to reach a cloud; here that is a second platform. */
function variablesOf({ ready }: ServedWorkstation): NodeJS.ProcessEnv {
  const { token, secret } = ready.oauth;
  return { API_HOST: ready.apiUrl, CLEVER_TOKEN: token, CLEVER_SECRET: secret };
}

test('the functions of a cloud are listed in amber, read only, and Local is a click away', async ({
  page,
}) => {
  await using cloud = disposable(await serve());
  const far = new Workstation(page, cloud.served);
  const id = await far.deployFromOutside('far-away', source);
  await using near = disposable(await serve(variablesOf(cloud.served)));
  const workstation = new Workstation(page, near.served);
  await workstation.deployFromOutside('near-by', source);
  await workstation.open();
  await expect(workstation.treeItem(/^near-by/)).toBeVisible();

  await page.getByRole('button', { name: 'Target: Local' }).click();
  await page.getByRole('menuitem', { name: 'Local (CLOUD)' }).click();
  await expect(page.getByRole('button', { name: 'Target: Local CLOUD' })).toBeVisible();
  await expect(page.getByText(/read only. Deployments and requests go to Local/)).toBeVisible();
  await expect(workstation.treeItem(/^near-by/)).toBeHidden();
  await workstation.treeItem('far-away').click();
  await expect(page.getByRole('heading', { name: 'far-away' })).toContainText('CLOUD');
  await expect(page.getByRole('main')).toContainText(id);
  await expect(page.getByRole('list', { name: 'Deployments in the cloud' })).toContainText('Ready');
  await expectAccessible(page);

  await expect.poll(() => workstation.sent('"target"')).toBe(true);
  await page.reload();
  await expect(workstation.treeItem('far-away')).toBeVisible();
  await page.getByRole('button', { name: 'Target: Local CLOUD' }).click();
  await page.getByRole('menuitem', { name: 'Local', exact: true }).click();
  await expect(workstation.treeItem(/^near-by/)).toBeVisible();
  await expect(page.getByText(/Deployments and requests go to Local/)).toHaveCount(0);
});

test('a cloud that can not be asked says why, and Local goes on', async ({ page }) => {
  await using cloud = disposable(await serve());
  const variables = { ...variablesOf(cloud.served), CLEVER_SECRET: 'wrong' };
  await using near = disposable(await serve(variables));
  const workstation = new Workstation(page, near.served);
  await workstation.deployFromOutside('near-by', source);
  await workstation.open();
  await expect(workstation.treeItem(/^near-by/)).toBeVisible();
  await page.getByRole('button', { name: 'Target: Local' }).click();
  await page.getByRole('menuitem', { name: "The cloud can't be reached: why?" }).click();
  await expect(page.getByRole('alert')).toContainText('check CLEVER_TOKEN and CLEVER_SECRET');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toContainText('check CLEVER_TOKEN and CLEVER_SECRET');
  await expectAccessible(page);
});

function disposable(served: ServedWorkstation): { served: ServedWorkstation } & AsyncDisposable {
  return { served, [Symbol.asyncDispose]: () => served.stop() };
}
