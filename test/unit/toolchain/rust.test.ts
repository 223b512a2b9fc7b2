import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rustCompiler } from '../../../src-main/toolchain/rust.ts';
import { buildWith, standIn } from '../../support/stand-in-compiler.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Answers as that version of rustc does, with or without a library for WASI, and otherwise does what the test wants. */
function standInRustc(version: string, target: 'wasm32-wasi' | 'none', build = ''): void {
  const sysroot = temporaryFolder();
  const library = join(sysroot, 'lib/rustlib', target, 'lib');
  mkdirSync(library, { recursive: true });
  writeFileSync(join(library, 'libstd-1.rlib'), '');
  standIn(
    'rustc',
    `case "$1" in
      --version) echo "rustc ${version} (0123abc 2026-01-01)";;
      --print) echo "${sysroot}";;
      *) ${build}
    esac`,
  );
}

const says = (text: string) => `echo '${text}' >&2; exit 1`;

describe.skipIf(process.platform === 'win32')('Rust', () => {
  it('is the first compiler that has a library for WASI, and says which one it passed over', async () => {
    standInRustc('1.63.0', 'wasm32-wasi', 'printf wasm > "$TMPDIR/output.wasm";;');
    standInRustc('1.95.0', 'none');
    standIn('rustup', '');
    expect(await rustCompiler.detect()).toMatchObject({
      found: true,
      version: 'rustc 1.63.0 (wasm32-wasi)',
      advice: expect.stringContaining('rustup target add wasm32-wasip1'),
    });
    const { log } = await buildWith(rustCompiler, 'function.rs');
    expect(log).toMatch(
      /^This is rustc 1\.63\.0 .* rustc 1\.95\.0 \(\/.*\/rustc\).* rustup target add wasm32-wasip1/,
    );
  });

  it('says so as well where the source wants a newer one', async () => {
    standInRustc('1.63.0', 'wasm32-wasi', says('error[E0658]: this is unstable'));
    standInRustc('1.95.0', 'none');
    await expect(buildWith(rustCompiler, 'function.rs')).rejects.toMatchObject({
      code: 'compile-failed',
      message: expect.stringMatching(/^error\[E0658\].*\n+This is rustc 1\.63\.0 .*rustc 1\.95\.0/),
    });
  });

  it('says how to get a linker where that is missing', async () => {
    standInRustc('1.63.0', 'wasm32-wasi', says('error: linker `rust-lld` not found'));
    standIn('rustup', '');
    await expect(buildWith(rustCompiler, 'function.rs')).rejects.toMatchObject({
      message: expect.stringMatching(/not found\n+A part .* is missing. Install it: rustup target add/),
    });
  });

  it('takes no cargo of another version than its own', async () => {
    standInRustc('1.63.0', 'wasm32-wasi');
    standIn('cargo', 'echo "cargo 1.95.0"');
    await expect(buildWith(rustCompiler, 'Cargo.toml', 'project')).rejects.toMatchObject({
      code: 'toolchain-missing',
      message: expect.stringContaining('no cargo of its version'),
    });
    standIn('cargo', '[ "$1" = --version ] && echo "cargo 1.63.1" || { echo "cargo ran"; exit 1; }');
    await expect(buildWith(rustCompiler, 'Cargo.toml', 'project')).rejects.toMatchObject({
      message: 'cargo ran',
    });
  });
});
