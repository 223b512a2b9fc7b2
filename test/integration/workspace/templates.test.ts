import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Deployment } from '../../../src-main/contract/deployment.ts';
import type { Release } from '../../../src-main/contract/release.ts';
import { functionTemplates } from '../../../src-main/workspace/templates/template-list.ts';
import { reasonToSkip } from '../../support/compile-language.ts';
import { type PlatformProcess, startPlatformProcess } from '../../support/platform.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let platform: PlatformProcess;

beforeAll(async () => {
  platform = await startPlatformProcess();
});

afterAll(async () => {
  await platform.stop();
  platform.home.remove();
});

async function atelier(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await platform.atelier(...words);
  expect(code, `${stdout}${stderr}`).toBe(0);
  return stdout;
}

/** Makes a function from a template in a folder of its own; `prepare` gets that folder before it is deployed. */
async function deployTemplate(
  id: string,
  { name = 'sample', prepare = (_folder: string) => {} } = {},
): Promise<string> {
  const parent = temporaryFolder();
  await atelier('new', name, '--template', id, '--folder', parent);
  const folder = join(parent, name);
  prepare(folder);
  const [deployment] = JSON.parse(await atelier('deploy', '--json', '--folder', folder)) as Deployment[];
  return deployment!.url!;
}

async function releasesOf(functionUrl: string): Promise<Release[]> {
  const { apiUrl, ownerId, token } = platform.ready;
  const functionId = new URL(functionUrl).pathname.slice(1);
  const address = `${apiUrl}/v4/functions/organisations/${ownerId}/functions/${functionId}/releases`;
  return (await fetch(address, { headers: { Authorization: `Bearer ${token}` } })).json() as Promise<
    Release[]
  >;
}

/** A server on loopback that sends back what it gets. */
async function startEcho(): Promise<string> {
  const server = createServer((socket) => socket.on('error', () => {}).pipe(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function answerTo(url: string, body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', body });
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return text;
}

/** What no crate and no module may be called. */
const reservedNames: Readonly<Record<string, string>> = { rust: 'build', go: 'go' };

/** The Std function of each language; its id is the language's own. */
const languages = functionTemplates.filter(({ id }) => !id.includes('-'));

for (const { id, language, languageTitle } of languages) {
  const missing = await reasonToSkip(language);
  const note = missing === null ? '' : ` (skipped: ${missing})`;
  describe.skipIf(missing !== null)(`the templates of ${languageTitle}${note}`, () => {
    it('read standard input and write standard output', async () => {
      expect(await answerTo(await deployTemplate(id), 'Ada')).toBe('Hello, Ada!\n');
    });

    it('become releases that tell by what they were compiled, and nothing of where', async () => {
      const [release] = await releasesOf(await deployTemplate(id));
      expect(release!.toolchain).toMatch(/\d+\.\d+/);
      const told = JSON.stringify(release!.facts!.flags);
      for (const place of [tmpdir(), platform.home.home]) expect(told).not.toContain(place);
    });

    if (reservedNames[id] !== undefined)
      it('have names that the compiler has reserved', async () => {
        const name = reservedNames[id]!;
        expect(await answerTo(await deployTemplate(id, { name }), 'Ada')).toBe('Hello, Ada!\n');
      });

    it('answer HTTP requests', async () => {
      const response = await fetch(`${await deployTemplate(`${id}-http`)}/books?trigger=http`);
      const text = await response.text();
      expect(response.status, text).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/plain');
      expect(text).toMatch(/ou asked for GET \/books\n$/);
    });

    it('talk to a server over TCP', async () => {
      const address = await startEcho();
      const url = await deployTemplate(`${id}-tcp`, {
        prepare: (folder) => {
          const file = join(folder, 'atelier.json');
          writeFileSync(file, readFileSync(file, 'utf8').replaceAll('127.0.0.1:7000', address));
        },
      });
      expect(await answerTo(url, 'over the wire')).toBe('over the wire');
    });
  });
}
