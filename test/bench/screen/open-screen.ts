import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import buildRenderer from '../../e2e/support/build-renderer.ts';
import { type ServedWorkstation, serve } from '../../e2e/support/serve.ts';
import { connectRpc, type RpcClient } from '../../support/rpc-client.ts';

const folders = 50;
const filesInEach = 100;

/** A platform that has been worked with, and a browser to look at it: both in processes of their own. */
export interface BenchScreen extends AsyncDisposable {
  readonly served: ServedWorkstation;
  readonly browser: Browser;
  readonly rpc: RpcClient;
  /** A page as of a user who comes for the first time, with the stopwatch in it and nothing loaded. */
  newPage(): Promise<Page>;
  /** Where the workstation is, with its token. */
  readonly address: string;
}

/**
 * Builds the page, starts `atelier serve` and Chromium, opens a project of 5,000 files with all of its folders
 * unfolded, and makes so many functions.
 */
export async function openScreen(chromiumPath: string, functions: number): Promise<BenchScreen> {
  buildRenderer();
  await using parts = new AsyncDisposableStack();
  const served = await serve();
  parts.defer(() => served.stop());
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  parts.defer(() => browser.close());
  const { rpc, close } = await connectRpc(served.ready);
  parts.defer(close);
  await openProject(served.folder, rpc);
  for (let index = 0; index < functions; index += 1)
    await rpc.functions.create({ name: nameOfFunction(index), environment: {} });
  const open = parts.move();
  return {
    served,
    browser,
    rpc,
    async newPage() {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      await context.addInitScript({ path: join(import.meta.dirname, 'stopwatch.js') });
      return context.newPage();
    },
    address: `${served.ready.uiUrl}/#token=${served.ready.token}`,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** Also its heading on the screen. */
export function nameOfFunction(index: number): string {
  return `function-${String(index).padStart(4, '0')}`;
}

async function openProject(below: string, rpc: RpcClient): Promise<void> {
  const folder = join(below, 'large');
  const inner = Array.from({ length: folders }, (_, index) => `folder-${String(index).padStart(2, '0')}`);
  for (const name of inner) {
    await mkdir(join(folder, name), { recursive: true });
    const files = Array.from({ length: filesInEach }, (_, index) => join(folder, name, `file-${index}.js`));
    await Promise.all(files.map((file) => writeFile(file, `export const name = '${name}';\n`)));
  }
  await writeFile(join(folder, 'atelier.json'), JSON.stringify({ functions: {} }));
  const { id } = await rpc.projects.open({ folder });
  const expanded = [`project:${id}`, ...inner.map((name) => `folder:${id}:${name}`), 'functions'];
  await rpc.preferences.set({ key: 'explorer', value: JSON.stringify({ expanded, selected: null }) });
}
