import { describe, expect, it, vi } from 'vitest';
import { goCompiler } from '../../../src-main/toolchain/go.ts';
import { buildWith, standIn } from '../../support/stand-in-compiler.ts';

/** Answers `version` as TinyGo does, and otherwise does what the test wants. */
function standInTinyGo(build: string): void {
  standIn(
    'tinygo',
    `if [ "$1" = version ]; then
      echo 'tinygo version 0.40.1 linux/amd64 (using go version go1.25.5 and LLVM version 20.1.1)'; exit 0
    fi
    ${build}`,
  );
}

describe.skipIf(process.platform === 'win32')('Go where TinyGo is installed', () => {
  it('is TinyGo', async () => {
    standInTinyGo('');
    expect(await goCompiler.version()).toBe('TinyGo 0.40.1');
    expect(await goCompiler.detect()).toMatchObject({ found: true, path: expect.stringMatching(/tinygo$/) });
  });

  it.each([
    ['file', 'function.go'],
    ['project', '.'],
  ] as const)('builds a %s for WASI, with names and without paths of this machine', async (kind, source) => {
    standInTinyGo(
      'printf "%s|" "$@"; printf "%s" "$GOPROXY $GOTOOLCHAIN"; printf wasm > "$TMPDIR/output.wasm"',
    );
    const { log, wasm } = await buildWith(goCompiler, 'function.go', kind);
    expect(log).toMatch(
      new RegExp(`^build\\|-target=wasip1\\|-no-debug\\|-o\\|output\\.wasm\\|${source}\\|off local$`),
    );
    expect(Buffer.from(wasm).toString()).toBe('wasm');
  });

  it('says where the source is wrong', async () => {
    standInTinyGo('echo "# command-line-arguments"; echo "function.go:4:2: undefined: missing"; exit 1');
    await expect(buildWith(goCompiler, 'function.go')).rejects.toMatchObject({
      code: 'compile-failed',
      message: 'function.go:4:2: undefined: missing',
      details: {
        diagnostics: [
          {
            file: 'function.go',
            line: 4,
            column: 2,
            severity: 'error',
            message: 'undefined: missing',
            text: 'function.go:4:2: undefined: missing',
          },
        ],
      },
    });
  });

  it('finds the optimiser where WASMOPT says', async () => {
    standInTinyGo('printf wasm > "$TMPDIR/output.wasm"; printf "%s" "$WASMOPT"');
    vi.stubEnv('WASMOPT', '/opt/binaryen/wasm-opt');
    expect((await buildWith(goCompiler, 'function.go')).log).toBe('/opt/binaryen/wasm-opt');
  });

  it('passes on what it says of a Go that it does not work with', async () => {
    const words = 'requires go version 1.19 through 1.23, got go1.26';
    standInTinyGo(`echo '${words}' >&2; exit 1`);
    await expect(buildWith(goCompiler, 'function.go')).rejects.toMatchObject({
      code: 'compile-failed',
      message: expect.stringContaining(words),
    });
  });
});
