import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Diagnostic } from '../../../../src-main/contract/diagnostic.ts';
import { withBuildRecord } from '../../../../src-main/toolchain/build-section.ts';
import { type BuildInput, type Compiler, compileFailed } from '../../../../src-main/toolchain/toolchain.ts';
import { compileHere } from '../../../../src-main/workspace/build/compile-here.ts';
import { findSource } from '../../../../src-main/workspace/build/source-language.ts';
import { refusal } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** A compiler that does what it is told and keeps what it was asked. */
function pretendCompiler(
  build: (input: BuildInput) => Uint8Array | Promise<never>,
): Compiler & { readonly asked: BuildInput[] } {
  const asked: BuildInput[] = [];
  return {
    name: 'Pretence',
    asked,
    detect: async () => ({ found: true, version: '1', path: null }),
    version: async () => '1',
    build: async (input) => {
      expect(existsSync(input.folder)).toBe(true);
      asked.push(input);
      return build(input);
    },
  };
}

function rustProject(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'crate/src'), { recursive: true });
  writeFileSync(join(folder, 'crate/Cargo.toml'), '');
  writeFileSync(join(folder, 'crate/src/main.rs'), '');
  return folder;
}

describe('compileHere', () => {
  it.each(['crate', 'crate/src/main.rs'])('gives the whole project to the compiler: %s', async (path) => {
    const folder = rustProject();
    const source = await findSource(folder, 'hello', { source: path });
    vi.stubEnv('ATELIER_TOOLCHAINS', undefined);
    onTestFinished(() => void vi.unstubAllEnvs());
    const module = Uint8Array.of(0, 97, 115, 109);
    const compiler = pretendCompiler(({ folder: own, cache, told }) => {
      told?.(['-o', join(own, 'output.wasm'), `--sysroot=${join(cache, 'rust')}`, join(folder, 'crate')]);
      return module;
    });
    const { upload, inputs } = await compileHere(source, folder, compiler);
    const flags = ['-o', './output.wasm', '--sysroot=./cache/rust', './crate'];
    expect(upload).toEqual({
      name: 'hello.wasm',
      bytes: new Uint8Array(withBuildRecord(module, { toolchain: '1', flags })),
      platform: 'RUST',
      isWasm: true,
    });
    expect(inputs).toEqual([join(folder, 'crate')]);
    expect(compiler.asked).toMatchObject([
      { path: join(folder, 'crate'), cache: join(folder, '.atelier/cache') },
    ]);
    expect(existsSync(compiler.asked[0]!.folder)).toBe(false);
    expect(readFileSync(join(folder, '.atelier/.gitignore'), 'utf8')).toBe('*\n');
  });

  it('has compilers keep in the home what serves the builds of every workspace', async () => {
    const folder = rustProject();
    vi.stubEnv('ATELIER_TOOLCHAINS', '/home/toolchains');
    onTestFinished(() => void vi.unstubAllEnvs());
    const compiler = pretendCompiler(() => Uint8Array.of(0, 97, 115, 109));
    await compileHere(await findSource(folder, 'hello', { source: 'crate' }), folder, compiler);
    expect(compiler.asked).toMatchObject([{ cache: join('/home/toolchains', 'cache') }]);
  });

  it('begins a complaint with its first place, in terms of the workspace', async () => {
    const folder = rustProject();
    const source = await findSource(folder, 'hello', { source: 'crate' });
    const complaint = {
      file: 'src/main.rs',
      line: 3,
      column: 5,
      severity: 'error',
      message: 'no such thing',
      text: 'error: no such thing',
    } as const;
    const compiler = pretendCompiler(() => {
      throw compileFailed('error: no such thing\n --> src/main.rs:3:5', [complaint]);
    });
    const refused = await refusal(() => compileHere(source, folder, compiler));
    expect(refused.code).toBe('compile-failed');
    expect(refused.message.split('\n')).toEqual([
      'crate/src/main.rs:3:5: no such thing',
      'error: no such thing',
      ' --> src/main.rs:3:5',
    ]);
    expect(refused.details.diagnostics).toEqual([{ ...complaint, file: 'crate/src/main.rs' }]);
  });

  it('ends a compiler that says too much, or that nobody waits for', async () => {
    const folder = rustProject();
    const source = await findSource(folder, 'hello', { source: 'crate' });
    const talkative = pretendCompiler(({ log, signal }) => {
      for (let line = 0; !signal!.aborted && line < 1_000; line += 1) log('x'.repeat(10_000));
      return Promise.reject(signal!.reason);
    });
    const refused = await refusal(() => compileHere(source, folder, talkative));
    expect(refused).toMatchObject({ code: 'packaging-limit', message: expect.stringContaining('1 MiB') });
    const patient = pretendCompiler(({ signal }) => Promise.reject(signal!.reason));
    const givenUp = AbortSignal.abort(new Error('no more'));
    await expect(compileHere(source, folder, patient, givenUp)).rejects.toThrow('no more');
  });

  it('says a complaint once that begins with its place already', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'main.go'), '');
    const source = await findSource(folder, 'hello', { source: 'main.go' });
    const text = 'main.go:3:5: undefined: thing';
    const complaint = {
      file: 'main.go',
      line: 3,
      column: 5,
      severity: 'error',
      message: 'undefined: thing',
      text,
    };
    const compiler = pretendCompiler(() => {
      throw compileFailed(text, [complaint as Diagnostic]);
    });
    expect((await refusal(() => compileHere(source, folder, compiler))).message).toBe(text);
  });
});
