import { describe, expect, it } from 'vitest';
import { zigCompiler } from '../../../src-main/toolchain/zig.ts';
import { buildWith, standIn } from '../../support/stand-in-compiler.ts';

/** Answers `env` as that version of Zig does, and otherwise does what the test wants. */
function standInZig(version: string, build: string): void {
  standIn(
    'zig',
    `if [ "$1" = env ]; then
      echo ".{ .zig_exe = \\"$0\\","; echo '    .version = "${version}", .env = .{ .HOME = "/" } }'; exit 0
    fi
    ${build}`,
  );
}

describe.skipIf(process.platform === 'win32')('Zig', () => {
  it('is found with its version, also where it describes itself in JSON', async () => {
    standInZig('0.17.1', '');
    expect(await zigCompiler.version()).toBe('Zig 0.17.1');
    standIn('zig', 'echo "{ \\"zig_exe\\": \\"$0\\", \\"version\\": \\"0.13.0\\" }"');
    expect(await zigCompiler.version()).toBe('Zig 0.13.0');
  });

  it('builds a file, which may have the name of the standard library', async () => {
    standInZig('0.17.1', 'printf "%s|" "$@"; printf wasm > "$TMPDIR/output.wasm"');
    const { log } = await buildWith(zigCompiler, 'std.zig');
    expect(log).toMatch(
      /^build-exe\|-target\|wasm32-wasi\|-O\|ReleaseSafe\|-freference-trace=100\|-Mroot=std\.zig\|/,
    );
  });

  it('builds a project, and takes the one program that it installs', async () => {
    const install =
      'while [ "$1" != --prefix ]; do shift; done; mkdir "$2/bin"; printf wasm > "$2/bin/a.wasm"';
    standInZig(
      '0.17.1',
      `printf "%s|" "$@"; ${install}; [ "$2" = "$TMPDIR" ] && echo "$ZIG_LOCAL_CACHE_DIR"`,
    );
    const { log, wasm } = await buildWith(zigCompiler, 'build.zig', 'project');
    expect(log).toMatch(
      /^build\|-Dtarget=wasm32-wasi\|--release=safe\|-freference-trace=100\|--prefix\|.+\|\/.+\/zig$/,
    );
    expect(Buffer.from(wasm).toString()).toBe('wasm');
  });

  it('refuses a project that installs nothing', async () => {
    standInZig('0.17.1', '');
    await expect(buildWith(zigCompiler, 'build.zig', 'project')).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('made 0'),
    });
  });

  it('says what build.zig has to do where it sets the target itself', async () => {
    standInZig('0.17.1', `echo 'error: invalid option: "target"' >&2; exit 1`);
    await expect(buildWith(zigCompiler, 'build.zig', 'project')).rejects.toMatchObject({
      code: 'compile-failed',
      message: expect.stringContaining('b.standardTargetOptions'),
    });
  });

  it.each([
    ['0.15.2', true],
    ['0.16.0', false],
    ['0.18.0-dev.12+0abc', false],
    ['1.0.0', false],
  ])('says of %s that it is too old for the examples: %s', async (version, isOld) => {
    standInZig(version, `echo "function.zig:3:30: error: no member named 'Init'" >&2; exit 1`);
    const error = await buildWith(zigCompiler, 'function.zig').catch((reason: Error) => reason);
    expect(error).toMatchObject({
      code: 'compile-failed',
      details: { diagnostics: [expect.objectContaining({ line: 3, column: 30, file: 'function.zig' })] },
    });
    expect((error as Error).message.includes(`This is Zig ${version}`)).toBe(isOld);
  });
});
