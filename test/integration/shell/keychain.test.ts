import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, get } from '@clevercloud/client/esm/api/v4/function.js';
import { describe, expect, it } from 'vitest';
import { type ReadyFile, readyFileSchema } from '../../../src-main/contract/ready-file.ts';
import { createCloudClient } from '../../../src-main/remote/cloud-client.ts';
import { runCommand } from '../../support/command.ts';
import { startDesktop } from '../../support/desktop.ts';
import { chromiumPath } from '../../support/electron-stand-in/chromium-path.ts';
import { createTestHome, startPlatformProcess } from '../../support/platform.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const secret = 'a-secret-of-the-function';
const settings = { name: 'shop', maxMemory: 67108864, maxInstances: 1, environment: { KEY: secret } };

/** Opens the app with a keychain of that owner, and its page once it follows the platform. */
async function openApp(home: string, keychain: string) {
  const app = startDesktop({ home, environment: { STAND_IN_KEYCHAIN: keychain } });
  const page = await app.page();
  await page.getByText('Local running').waitFor();
  const quit = async () => {
    await app.act({ kind: 'quit' });
    expect(await app.ended, app.errors).toBe(0);
  };
  return { page, quit };
}

function clientOf({ apiUrl, oauth, ownerId }: Pick<ReadyFile, 'apiUrl' | 'oauth' | 'ownerId'>) {
  return createCloudClient({ host: apiUrl, oauth, ownerId });
}

function readyFileOf(home: string): ReadyFile {
  return readyFileSchema.parse(JSON.parse(readFileSync(join(home, 'platform.json'), 'utf8')));
}

describe.skipIf(chromiumPath() === null)('the keychain', () => {
  it('seals the secrets of a home, which is then the app’s until the key is in a file', async () => {
    const testHome = createTestHome();
    const { home } = testHome;
    // A home that the command line has used before.
    const before = await startPlatformProcess(testHome);
    const { ownerId } = before.ready;
    const { id: functionId } = await clientOf(before.ready).send<{ id: string }>(
      create({ ownerId }, settings),
    );
    await before.stop();

    const app = await openApp(home, 'gnome_libsecret:me');
    const address = { ownerId, functionId };
    const opened = await clientOf(readyFileOf(home)).send<{ environment: unknown }>(get(address));
    expect(opened.environment).toEqual({ KEY: secret });
    await app.page.evaluate(`location.hash = '#/settings/secrets'`);
    await app.page.getByText('Kept in the Secret Service (GNOME Keyring)').waitFor();
    await app.quit();
    for (const name of readdirSync(home, { withFileTypes: true }).filter((entry) => entry.isFile()))
      expect(readFileSync(join(home, name.name)).includes(secret), name.name).toBe(false);
    const keyFile = readFileSync(join(home, 'secret-key.json'), 'utf8');

    const headless = await runCommand('atelier', ['serve', '--home', home, '--api-port', '0'], {
      ...process.env,
      TMPDIR: testHome.temporary,
    });
    expect(headless.code).not.toBe(0);
    expect(headless.stderr).toMatch(/sealed by the Secret Service.*Open this home with the app/s);
    const stranger = startDesktop({ home, environment: { STAND_IN_KEYCHAIN: 'kwallet6:somebody' } });
    expect(await stranger.ended).toBe(1);
    expect(stranger.errors).toMatch(/KWallet did not open it/);
    expect(readFileSync(join(home, 'secret-key.json'), 'utf8')).toBe(keyFile);

    const again = await openApp(home, 'gnome_libsecret:me');
    await again.page.evaluate(`location.hash = '#/settings/secrets'`);
    await again.page.getByRole('button', { name: 'Keep the key in a file' }).click();
    await again.page.getByText('Kept in secret-key.json').waitFor();
    await again.quit();
    const after = await startPlatformProcess(testHome);
    const kept = await clientOf(after.ready).send<{ environment: unknown }>(get(address));
    expect(kept.environment).toEqual({ KEY: secret });
    await after.stop();
    testHome.remove();
  });

  it('is said to be missing where the desktop has none', async () => {
    const home = temporaryFolder();
    const { page } = await openApp(home, 'basic_text');
    await page.evaluate(`location.hash = '#/settings/secrets'`);
    await page.getByText('This desktop offers no keyring to the app').waitFor();
    await page.getByText('Kept in secret-key.json').waitFor();
  });
});
