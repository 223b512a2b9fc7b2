import { describe, expect, it } from 'vitest';
import { appendSourceMap, takeSourceMap } from '../../../src-main/contract/source-map.ts';
import { packageModule } from '../../../src-main/packager/package-module.ts';
import { javaScriptToolchain } from '../../../src-main/toolchain/javascript.ts';
import { compileFunction } from '../../support/javascript-function.ts';

describe('the JavaScript toolchain', () => {
  it('names the engine with its version', async () => {
    expect(await javaScriptToolchain.version()).toMatch(/^QuickJS-NG \d+\.\d+\.\d+ \(quickjs-wasi \d/);
  });

  it('writes a module that carries the script, and the same one for the same script', async () => {
    const source = 'console.log("é ✓");';
    const wasm = await compileFunction(source);
    expect(packageModule(wasm)).toMatchObject({ script: source, executable: { kind: 'javascript' } });
    expect(Buffer.compare(wasm, await compileFunction(source))).toBe(0);
  });

  it.each([
    ['a classic script', 'function trigger_http(request) { with (request) return body; }'],
    ['an ES module', 'export function trigger_http() { return { status: 200 }; }'],
    ['a top-level await', 'export default await Promise.resolve(1);'],
    ['a first line for a shell', '#!/usr/bin/env qjs\nprint(1);'],
    ['nothing', ''],
  ])('takes %s', async (_what, source) => {
    expect(packageModule(await compileFunction(source)).script).toBe(source);
  });

  it('does not run what it compiles', async () => {
    await expect(compileFunction('throw new Error("it ran");')).resolves.toBeInstanceOf(Uint8Array);
  });

  it.each([
    ['a script', 'let a = 1;\nfunction f() {\n  retrun 5;\n}', 3, 10],
    ['a module', 'export let a = 1;\nfunction f() {\n\tretrun 5;\n}', 3, 9],
    ['a script that is no module either', 'const a = 08;\nlet b = ;', 2, 9],
    ['its end', 'function f() {', 1, 15],
  ])('points at the mistake in %s', async (_what, source, line, column) => {
    const complaint = {
      file: 'function.js',
      line,
      column,
      severity: 'error',
      message: expect.any(String),
      text: expect.stringContaining('\n'),
    };
    await expect(compileFunction(source)).rejects.toMatchObject({
      code: 'compile-failed',
      message: expect.stringMatching(new RegExp(`^function.js:${line}:${column}: SyntaxError: .+`)),
      details: { diagnostics: [complaint] },
    });
  });

  it('points into the file that a bundle was made of', async () => {
    // The first place of the first line was written at src/a.ts:3:5, whatever the bundle says.
    const map = JSON.stringify({ version: 3, sources: ['src/a.ts'], names: [], mappings: 'AAEI' });
    await expect(compileFunction(appendSourceMap('let a = ;', map))).rejects.toMatchObject({
      code: 'compile-failed',
      message: expect.stringMatching(/^src\/a\.ts:3:5: SyntaxError: .+\n\n {2}let a = ;\n {10}\^$/),
      details: { diagnostics: [{ file: 'src/a.ts', line: 3, column: 5 }] },
    });
  });

  it('says so without a place where QuickJS names none', async () => {
    await expect(compileFunction('let a = /(?<b>/;')).rejects.toMatchObject({
      code: 'compile-failed',
      message: "function.js: SyntaxError: expecting ')'",
      details: { diagnostics: [{ file: 'function.js', line: null, column: null }] },
    });
  });

  it('shows the line with a mark under the column', async () => {
    const failure = await compileFunction('let a;\n\tlet b = 1 +;\n').catch((error: Error) => error);
    expect((failure as Error).message).toMatch(/\n\n {2}\tlet b = 1 \+;\n {2}\t {11}\^$/);
  });

  it('says what to do about an import', async () => {
    await expect(compileFunction('\nimport { a } from "lodash";')).rejects.toMatchObject({
      code: 'compile-failed',
      message: expect.stringMatching(/^function.js:2:20: SyntaxError: can't import 'lodash'.*Bundle/),
    });
  });

  it('takes the types of TypeScript away, and says so', async () => {
    const lines: string[] = [];
    const source =
      'interface Named {\n  name: string;\n}\nexport const main = (): string => (null as unknown as Named).name;';
    const { script } = packageModule(await compileFunction(source, lines));
    expect(takeSourceMap(script!).code).toBe('export const main = () => null.name;\n');
    expect(takeSourceMap(script!).locate(1, 14)).toEqual({ file: 'function.js', line: 4, column: 14 });
    expect(lines.join('\n')).toContain('TypeScript');
  });

  it.each([
    ['TypeScript', 'let a: string = "";\nlet b: number = ;', 2, 17],
    ['JavaScript', 'let a = "";\nlet a = 1;', 2, 7],
    ['an import of TypeScript', 'let a: string = "";\nimport { b } from "./b";', 2, 19],
  ])('points at the mistake in %s, which could have been both', async (_what, source, line, column) => {
    await expect(compileFunction(source)).rejects.toMatchObject({
      details: { diagnostics: [{ file: 'function.js', line, column, severity: 'error' }] },
    });
  });

  it('counts columns as editors do', async () => {
    await expect(compileFunction('let a = "é𝄞"; let b = ;')).rejects.toMatchObject({
      message: expect.stringMatching(/^function.js:1:24: .*\n\n.*\n {24}\^$/),
      details: { diagnostics: [{ line: 1, column: 24 }] },
    });
  });

  it('refuses what is not text', async () => {
    await expect(compileFunction(Uint8Array.of(0x2f, 0x2f, 0xff))).rejects.toMatchObject({
      code: 'compile-failed',
      message: expect.stringContaining('UTF-8'),
      details: { diagnostics: [{ file: null, severity: 'error' }] },
    });
  });
});
