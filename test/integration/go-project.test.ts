import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goCompiler } from '../../src-main/toolchain/go.ts';
import { reasonToSkip, toolchainCache } from '../support/compile-language.ts';
import { runWasm } from '../support/run-wasm.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const reason = await reasonToSkip('go');

const program = (word: string) =>
  `package main\n\nimport "os"\n\nfunc main() { os.Stdout.WriteString("${word}") }\n`;

function build(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const path = temporaryFolder();
  for (const [name, text] of Object.entries({ 'go.mod': 'module sample\n\ngo 1.21\n', ...files })) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return goCompiler.build({ path, folder: temporaryFolder(), cache: toolchainCache, log: () => undefined });
}

describe.skipIf(reason !== null)(`a project of Go${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  it('may have its program below cmd', async () => {
    const wasm = await build({ 'cmd/hello/main.go': program('below'), 'cmd/README.md': '' });
    expect((await runWasm(wasm)).stdoutText).toBe('below');
  });

  it('has the program of its own folder, whatever there is below cmd', async () => {
    const wasm = await build({ 'main.go': program('own'), 'cmd/other/main.go': program('other') });
    expect((await runWasm(wasm)).stdoutText).toBe('own');
  });

  it.each([
    [
      'several programs',
      { 'cmd/one/main.go': program('one'), 'cmd/two/main.go': program('two') },
      'several programs (cmd/one, cmd/two)',
    ],
    ['no program', { 'word/word.go': 'package word\n' }, 'or in one below its folder cmd'],
    [
      'C in it',
      { 'main.go': 'package main\n\nimport "C"\n\nfunc main() {}\n' },
      'there is no cgo for WebAssembly',
    ],
  ])('with %s is told what to do', async (_, files, advice) => {
    await expect(build(files)).rejects.toMatchObject({ message: expect.stringContaining(advice) });
  });
});
