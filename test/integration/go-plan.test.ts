import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goCompiler } from '../../src-main/toolchain/go.ts';
import { reasonToSkip, toolchainCache } from '../support/compile-language.ts';
import { runWasm } from '../support/run-wasm.ts';
import { standIn } from '../support/stand-in-compiler.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const go = await goCompiler.detect();
const reason = (await reasonToSkip('go')) ?? withoutPlans();

function withoutPlans(): string | null {
  if (process.platform === 'win32') return 'no shell carries out plans here';
  return go.found && go.version.startsWith('TinyGo') ? 'TinyGo makes no plans' : null;
}

/** What calls of `go` were made, the questions for its version left out. */
function watchGo(): () => readonly string[] {
  const calls = join(temporaryFolder(), 'calls');
  writeFileSync(calls, '');
  standIn('go', `echo "$1" >> '${calls}'; exec '${go.found && go.path}' "$@"`);
  return () =>
    readFileSync(calls, 'utf8')
      .split('\n')
      .filter((call) => call === 'build');
}

type Files = Readonly<Record<string, string>>;

/** Builds a project, or the one file that it has. */
async function build(files: Files, { cache = toolchainCache } = {}): Promise<Uint8Array> {
  const source = join(temporaryFolder(), 'Büro mit Blick');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(source, name)), { recursive: true });
    writeFileSync(join(source, name), text);
  }
  const path = 'go.mod' in files ? source : join(source, Object.keys(files)[0]!);
  return goCompiler.build({ path, folder: temporaryFolder(), cache, log: () => undefined });
}

/** What Go has built, without its plans. */
function cacheWithoutPlans(): string {
  const cache = temporaryFolder();
  mkdirSync(join(toolchainCache, 'go'), { recursive: true });
  symlinkSync(join(toolchainCache, 'go'), join(cache, 'go'));
  return cache;
}

/** A program that no run of the tests has built before: who is told a new comment does not know the shape. */
function newProgram() {
  const head = `// ${randomUUID()}\npackage main\n\nimport "os"\n`;
  return (statement: string, more = '') => `${head}${more}\nfunc main() {\n\t${statement}\n}\n`;
}

const print = (word: string) => `os.Stdout.WriteString("${word}")`;

describe.skipIf(reason !== null)(`go build${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  it.each([
    ['a file', (main: string): Files => ({ 'function.go': main })],
    ['a project', (main: string): Files => ({ 'go.mod': 'module sample\n\ngo 1.21\n', 'main.go': main })],
  ])(
    'is not called again for %s whose code alone changes, and would make the same bytes',
    async (_, files) => {
      const calls = watchGo();
      const program = newProgram();
      // The first one may have to build what is imported, which is another plan.
      for (const word of ['one', 'two']) await build(files(program(print(word))));
      const before = calls().length;
      const planned = await build(files(program(print('three'))));
      expect(calls()).toHaveLength(before);
      expect((await runWasm(planned)).stdoutText).toBe('three');
      const plain = await build(files(program(print('three'))), { cache: cacheWithoutPlans() });
      expect(Buffer.compare(planned, plain)).toBe(0);
    },
  );

  it('says itself what is wrong, and what is right is built again', async () => {
    const program = newProgram();
    for (const word of ['one', 'two']) await build({ 'function.go': program(print(word)) });
    await expect(build({ 'function.go': program('os.Exit(missing)') })).rejects.toMatchObject({
      code: 'compile-failed',
      message: expect.stringMatching(/^function\.go:7:10: undefined: missing/),
      details: { diagnostics: [expect.objectContaining({ file: 'function.go', line: 7, column: 10 })] },
    });
    const wasm = await build({ 'function.go': program(print('fine')) });
    expect((await runWasm(wasm)).stdoutText).toBe('fine');
  });

  it('is called for another import, and for programs of several packages', async () => {
    const program = newProgram();
    const project = (word: string, more = ''): Files => ({
      'go.mod': 'module sample\n\ngo 1.21\n',
      'main.go': program('os.Stdout.WriteString(word.Word)', `import "sample/word"\n${more}`),
      'word/word.go': `package word\n\nconst Word = "${word}"\n`,
    });
    for (const word of ['one', 'one', 'two'])
      expect((await runWasm(await build(project(word)))).stdoutText).toBe(word);
    const wasm = await build(project('three', 'import _ "strings"\n'));
    expect((await runWasm(wasm)).stdoutText).toBe('three');
  });

  it('is called where what it had built is gone', async () => {
    const cache = cacheWithoutPlans();
    const program = newProgram();
    for (const word of ['one', 'two']) await build({ 'function.go': program(print(word)) }, { cache });
    const plans = readdirSync(join(cache, 'go-plans'));
    expect(plans).toHaveLength(1);
    const plan = join(cache, 'go-plans', plans[0]!);
    writeFileSync(plan, readFileSync(plan, 'utf8').replaceAll(/^(packagefile .*)$/gm, '$1-gone'));
    const wasm = await build({ 'function.go': program(print('three')) }, { cache });
    expect((await runWasm(wasm)).stdoutText).toBe('three');
  });
});
