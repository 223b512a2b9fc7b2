import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from '@clevercloud/client/esm/api/v4/function.js';
import type { Page } from '@playwright/test';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ReadyFile, readyFileSchema } from '../../../src-main/contract/ready-file.ts';
import { createCloudClient } from '../../../src-main/remote/cloud-client.ts';
import { deploySource } from '../../../src-main/remote/deploy-source.ts';
import { startDesktop } from '../../support/desktop.ts';
import { chromiumPath } from '../../support/electron-stand-in/chromium-path.ts';
import { startPlatformProcess } from '../../support/platform.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const patience = { timeout: 30_000, interval: 50 };

/** Everything that the page complains about, its policy's violations among it, from its next document on. */
function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
  return heard;
}

function readReadyFile(home: string) {
  return readyFileSchema.parse(JSON.parse(readFileSync(join(home, 'platform.json'), 'utf8')));
}

/** Packages, schedules and starts a function: every process and thread of the built platform has its part in it. */
async function deployGreeting({ apiUrl, oauth, ownerId }: Omit<ReadyFile, 'gatewayUrl'>): Promise<string> {
  const client = createCloudClient({ host: apiUrl, oauth, ownerId });
  const { id: functionId } = await client.send<{ id: string }>(
    create({ ownerId }, { name: 'greeting', maxMemory: 67108864, maxInstances: 1, environment: {} }),
  );
  const bytes = new TextEncoder().encode("console.log('good morning');");
  const source = { name: 'greeting.js', bytes, platform: 'JAVA_SCRIPT', isWasm: false } as const;
  const deployment = await deploySource(client, { ownerId, functionId }, source, () => {});
  expect(deployment).toMatchObject({ status: 'READY' });
  return functionId;
}

describe.skipIf(chromiumPath() === null)('the page in its window', () => {
  it('follows the platform over a port of its own, with every document and without a complaint', async () => {
    const home = temporaryFolder();
    const app = startDesktop({ home });
    const page = await app.page();
    await page.getByText('Local running').waitFor();
    const heard = complaints(page);
    await page.reload();
    await page.getByText('Local running').waitFor();

    const { gatewayUrl, ...access } = readReadyFile(home);
    const functionId = await deployGreeting(access);
    await page.getByRole('treeitem', { name: 'greeting' }).waitFor();
    const answer = await fetch(`${gatewayUrl}/${functionId}`);
    expect(await answer.text()).toContain('good morning');
    expect(heard).toEqual([]);
    expect((await app.record()).faults).toEqual([]);
  });

  it('is confined: no Node, no other origin, no second port, nothing malformed', async () => {
    const app = startDesktop({ home: temporaryFolder() });
    const page = await app.page();
    await page.getByText('Local running').waitFor();
    const seen = await page.evaluate(`(async () => ({
      globals: ['require', 'process', 'module', 'ipcRenderer'].filter((name) => name in globalThis),
      elsewhere: await fetch('http://127.0.0.1:9/').then(() => 'answered', (error) => error.name),
      unknown: await fetch('/package.json').then(({ status }) => status),
    }))()`);
    expect(seen).toEqual({ globals: [], elsewhere: 'TypeError', unknown: 404 });

    await page.evaluate(`
      globalThis.heard = [];
      addEventListener('message', ({ data }) => heard.push(data));
      atelierDesktop.requestPort();
      atelierDesktop.offerCommands([{ id: 7 }]);
      atelierDesktop.offerCommands([{ id: 'a.b', title: 'Only this', group: 'Mine', keys: null, isEnabled: true }]);
    `);
    await vi.waitFor(async () => {
      expect((await app.record()).menu.map(({ label }) => label)).toContain('Mine');
    }, patience);
    expect(await page.evaluate('heard')).toEqual([]);
  });

  it('leaves by one gate: web addresses, in the browser, once the user agreed', async () => {
    const app = startDesktop({ home: temporaryFolder() });
    const page = await app.page();
    await page.getByText('Local running').waitFor();
    const dialogs = async (count: number) => {
      await vi.waitFor(async () => expect((await app.record()).dialogs).toHaveLength(count), patience);
      return app.record();
    };
    await app.act({ kind: 'answer-dialogs', button: 1 });
    await page.evaluate(`void open('https://example.invalid/a')`);
    await dialogs(1);
    await app.act({ kind: 'answer-dialogs', button: 0 });
    await page.evaluate(`void (location.href = 'https://example.invalid/b')`);
    const { dialogs: asked, openedLinks } = await dialogs(2);
    expect(asked[0]).toBe('Open example.invalid in your browser? https://example.invalid/a');
    expect(openedLinks).toEqual(['https://example.invalid/b']);
    await page.evaluate(`void open('ftp://example.invalid/c')`);
    await page.evaluate(`void open('https://example.invalid/d')`);
    expect((await dialogs(3)).openedLinks).toHaveLength(2);
    expect(page.url()).toBe('http://atelier.app.localhost/');
    expect((await app.record()).faults).toEqual([]);
  });
});

describe.skipIf(chromiumPath() === null)('the end', () => {
  it.each(['quit', 'SIGTERM'] as const)(
    'by %s stops everything and takes the ready file away',
    async (way) => {
      const home = temporaryFolder();
      const app = startDesktop({ home });
      await (await app.page()).getByText('Local running').waitFor();
      const { utilityProcesses } = await app.record();
      expect(utilityProcesses).toHaveLength(1);
      const { gatewayUrl } = readReadyFile(home);
      const children = childrenOf(app.pid);
      expect(children).toEqual(expect.arrayContaining([...utilityProcesses]));
      if (way === 'quit') await app.act({ kind: 'quit' });
      else process.kill(app.pid, 'SIGTERM');
      expect(await app.ended, app.errors).toBe(0);
      await vi.waitFor(() => expect(children.filter(isAlive)).toEqual([]), patience);
      expect(existsSync(join(home, 'platform.json'))).toBe(false);
      await expect(fetch(gatewayUrl)).rejects.toThrow();
    },
  );

  it('comes at once and with the reason where a platform runs on the home already', async () => {
    const platform = await startPlatformProcess();
    onTestFinished(() => platform.stop());
    const app = startDesktop({ home: platform.home.home });
    expect(await app.ended).toBe(1);
    expect(app.errors).toContain('Atelier could not start');
  });
});

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
