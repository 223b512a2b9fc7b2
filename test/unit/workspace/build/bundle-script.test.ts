import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourceLanguage } from '../../../../src-main/contract/manifest.ts';
import { buildFunction } from '../../../../src-main/workspace/build/build-function.ts';
import { refusal } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

function sources(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function build(folder: string, source: string, language?: SourceLanguage) {
  return buildFunction(folder, 'hello', { source, ...(language === undefined ? {} : { language }) });
}

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('building a script', () => {
  it('leaves a file that imports nothing as it is', async () => {
    const text = '// mine\nfunction  trigger_http ( ) { return {status:200} }\n';
    const { upload } = await build(sources({ 'hello.js': text }), 'hello.js');
    expect(decode(upload.bytes)).toBe(text);
    expect(upload).toMatchObject({ platform: 'JAVA_SCRIPT', isWasm: false });
  });

  it('takes the types out of TypeScript and keeps triggers that nobody calls', async () => {
    const folder = sources({
      'a.ts': 'interface A { b: number }\n\nfunction trigger_http(a: A) { return a.b; }\n',
    });
    const { upload, locate } = await build(folder, 'a.ts', 'typescript');
    const script = decode(upload.bytes);
    expect(script).toContain('function trigger_http(a)');
    expect(script).not.toContain('interface');
    const line = script.split('\n').findIndex((text) => text.includes('return')) + 1;
    expect(locate({ file: 'function.js', line, column: 3 })).toMatchObject({ file: 'a.ts', line: 3 });
  });

  it.each([
    ['a field', { main: 'node.js', browser: 'browser.js' }],
    ['a condition', { exports: { browser: './browser.js', default: './node.js' } }],
  ])('takes by %s what a package has for browsers, where the rest needs Node', async (_what, manifest) => {
    const folder = sources({
      'a.js': 'import id from "id";\nexport const main = () => id;\n',
      'node_modules/id/package.json': JSON.stringify({ name: 'id', ...manifest }),
      'node_modules/id/node.js': 'module.exports = require("crypto").randomUUID();\n',
      'node_modules/id/browser.js': 'module.exports = crypto.randomUUID();\n',
    });
    const { upload } = await build(folder, 'a.js');
    expect(decode(upload.bytes)).toContain('= crypto.randomUUID()');
  });

  it('takes what a package has for everybody, where that needs nothing', async () => {
    const folder = sources({
      'a.js': 'import id from "id";\nexport const main = () => id;\n',
      'node_modules/id/package.json': '{"name":"id","main":"plain.js","browser":"browser.js"}',
      'node_modules/id/plain.js': 'module.exports = "plain";\n',
      'node_modules/id/browser.js': 'module.exports = document.title;\n',
    });
    const { upload } = await build(folder, 'a.js');
    expect(decode(upload.bytes)).not.toContain('document');
  });

  it('takes what packages have for production', async () => {
    const text = 'export const main = () => process.env.NODE_ENV === "production" ? "quick" : "careful";\n';
    const { upload } = await build(sources({ 'a.ts': text }), 'a.ts', 'typescript');
    expect(decode(upload.bytes)).toMatch(/=> true \? "quick"|=> "quick"/);
  });

  it('hands over what the bundler warns of', async () => {
    const folder = sources({ 'a.js': 'export const main = () =>\n  ({ b: 1, b: 2 }).b;\n' });
    const { warnings } = await build(folder, 'a.js');
    expect(warnings).toEqual([
      {
        ...{ file: 'a.js', line: 2, column: 12, severity: 'warning' },
        message: expect.stringContaining('"b"'),
        text: expect.stringContaining('a.js:2:11'),
      },
    ]);
  });

  it('says where a package that is missing has to be', async () => {
    const folder = sources({ 'a.js': 'import five from "five";\nexport const main = () => five;\n' });
    const { details } = await refusal(() => build(folder, 'a.js'));
    expect(details.diagnostics).toEqual([
      expect.objectContaining({ file: 'a.js', line: 1, text: expect.stringContaining('npm install') }),
    ]);
  });

  it('makes one file of what is imported, packages too, and names its inputs', async () => {
    const folder = sources({
      'src/index.js':
        'import { b } from "./b.js";\nimport five from "five";\nexport const main = () => b + five;\n',
      'src/b.js': 'export const b = 2;\n',
      'node_modules/five/package.json': '{"name":"five","main":"five.js"}',
      'node_modules/five/five.js': 'module.exports = 5;\n',
    });
    const { upload, inputs } = await build(folder, 'src');
    expect(decode(upload.bytes)).not.toMatch(/^import /m);
    expect(inputs.map((path) => path.slice(folder.length + 1)).sort()).toEqual([
      'node_modules/five/five.js',
      'src/b.js',
      'src/index.js',
    ]);
  });

  it.each([
    ['let broken = ;', 1, 14, /Unexpected/],
    ['\n\nimport { a } from "./missing.js";', 3, 19, /missing\.js/],
    ['import fs from "node:fs";', 1, 16, /module of Node/],
    ['import { join } from "path";', 1, 22, /module of Node/],
    ['const ü = "ü"; let broken = ;', 1, 29, /Unexpected/],
  ])('refuses %j and says where', async (text, line, column, message) => {
    const refused = await refusal(() => build(sources({ 'src/hello.js': text }), 'src/hello.js'));
    expect(refused.code).toBe('compile-failed');
    expect(refused.message).toMatch(new RegExp(`^src/hello\\.js:${line}:${column}: `));
    expect(refused.details.diagnostics).toMatchObject([
      { file: 'src/hello.js', line, column, message: expect.stringMatching(message) },
    ]);
  });

  it.each([
    ['hello.ts', /"typescript" or "assemblyscript"/],
    ['hello.txt', /can't be told/],
  ])('asks for the language of %s', async (source, message) => {
    const { code, message: said } = await refusal(() => build(sources({ [source]: '' }), source));
    expect(code).toBe('invalid-input');
    expect(said).toMatch(message);
  });

  it('says that a source is not there', async () => {
    expect((await refusal(() => build(temporaryFolder(), 'hello.js'))).code).toBe('not-found');
  });
});
