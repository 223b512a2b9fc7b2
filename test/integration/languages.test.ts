import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inspectModule } from '../../src-main/packager/inspect/inspect-module.ts';
import { type CompiledLanguage, compileLanguage, reasonToSkip } from '../support/compile-language.ts';
import { runWasm } from '../support/run-wasm.ts';

/** The pages, with the folder of their language's templates and the file that each section shows. */
const pages: readonly [language: CompiledLanguage, templates: string, file: string][] = [
  ['javascript', 'js', '__name__.js'],
  ['typescript', 'ts', '__name__.ts'],
  ['assemblyscript', 'assemblyscript', '__name__.ts'],
  ['rust', 'rust', 'src/main.rs'],
  ['go', 'go', 'main.go'],
  ['c', 'c', '__name__.c'],
  ['cpp', 'cpp', '__name__.cpp'],
  ['zig', 'zig', '__name__.zig'],
];

const root = new URL('../../', import.meta.url);
const httpRequest = {
  method: 'GET',
  url: 'http://localhost:8787/function_1/books?trigger=http&name=Ada',
  path: '/books',
  query: { name: 'Ada' },
  headers: { 'User-Agent': 'me' },
};

/** The code of a page's sections, by their headings. */
function codeOf(language: CompiledLanguage): Map<string, string> {
  const page = readFileSync(new URL(`docs/languages/${language}.md`, root), 'utf8');
  const sections = [...page.matchAll(/^## (.+)\n(?:(?!^## )[\s\S])*?^```\w+\n([\s\S]*?)^```$/gm)];
  return new Map(sections.map(([, heading, code]) => [heading!, code!]));
}

/** A server on loopback that sends back what it gets. */
async function startEcho(): Promise<string> {
  const server = createServer((socket) => socket.on('error', () => {}).pipe(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

for (const [language, templates, file] of pages) {
  const reason = await reasonToSkip(language);
  const note = reason === null ? '' : ` (skipped: ${reason})`;
  const compile = (heading: string) =>
    compileLanguage(language, file.split('/').at(-1)!, codeOf(language).get(heading)!);

  describe(`docs/languages/${language}.md`, () => {
    it.each([
      ['Standard input and output', 'std'],
      ['HTTP trigger', 'http'],
      ['Sockets', 'tcp'],
    ])('shows the template under "%s"', (heading, kind) => {
      const template = new URL(`resources/templates/${templates}/${kind}/${file}`, root);
      expect(existsSync(template)).toBe(true);
      expect(codeOf(language).get(heading)).toBe(readFileSync(template, 'utf8'));
    });
  });

  describe.skipIf(reason !== null)(`the examples of ${language}${note}`, () => {
    it('read standard input and write standard output', async () => {
      const wasm = await compile('Standard input and output');
      const run = await runWasm(wasm, { body: Buffer.from('Ada') });
      expect(Buffer.from(run.stderr).toString()).toContain('greeting Ada');
      expect(run.stdoutText).toBe('Hello, Ada!\n');
    });

    it('answer a request', async () => {
      const wasm = await compile('HTTP trigger');
      const { response, stderr } = await runWasm(wasm, {
        trigger: 'Http',
        head: JSON.stringify(httpRequest),
      });
      expect(response?.status, Buffer.from(stderr).toString()).toBe(200);
      expect(Buffer.from(response!.body).toString()).toMatch(/ou asked for GET \/books\n$/);
    });

    it('talk to a server', async () => {
      const wasm = await compile('Sockets');
      const environment = { ADDRESS: await startEcho() };
      const run = await runWasm(wasm, { body: Buffer.from('echo this'), environment });
      expect(Buffer.from(run.stderr).toString()).toBe('');
      expect(run.stdoutText).toBe('echo this');
      expect(inspectModule(wasm).environmentKeys).toContain('ADDRESS');
    });
  });
}
