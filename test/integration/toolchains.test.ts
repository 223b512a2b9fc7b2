import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src-main/contract/diagnostic.ts';
import { locateFrames } from '../../src-main/symbols/locate-frames.ts';
import { findRust } from '../../src-main/toolchain/find-rust.ts';
import { leanSysroot } from '../../src-main/toolchain/rust-library/lean-library.ts';
import { type WorkspaceLanguage, workspaceToolchains } from '../../src-main/toolchain/toolchains.ts';
import { compileLanguage, reasonToSkip, toolchainCache } from '../support/compile-language.ts';
import { runWasm } from '../support/run-wasm.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Sample {
  /** Says "fine" on standard output. */
  readonly good: string;
  readonly file: string;
  /** A mistake, and where it is. */
  readonly bad: string;
  readonly place: { readonly line: number; readonly column: number; readonly message: unknown };
  /** A second line that ends in a mistake, behind what takes more bytes than columns. */
  readonly foreign: string;
  /** Compiles, and lacks a function when it is linked; not there where that is no failure of the compiler. */
  readonly unlinked?: { readonly source: string; readonly says: RegExp };
  /** A line that the compiler warns of, the second one; not there where it warns of nothing. */
  readonly doubtful?: string;
  /** Traps in its fourth line, in a function that is inlined; not there where the compiler writes no DWARF. */
  readonly crash?: string;
  /** Includes what WASI does not have, and this machine may. */
  readonly alien?: string;
  /** A project that says "fine", by its files. */
  readonly project: Readonly<Record<string, string>>;
}

const samples: Readonly<Record<WorkspaceLanguage, Sample>> = {
  rust: {
    file: 'function.rs',
    good: 'fn main() { print!("fine"); }\n',
    bad: 'fn main() {\n    let count: i32 = "text";\n}\n',
    place: { line: 2, column: 22, message: expect.stringContaining('mismatched types') },
    foreign: 'fn main() {\n    let _ = "é𝄞"; wrong;\n}\n',
    unlinked: {
      source: '#[link(name = "missing")]\nextern "C" {\n    fn f();\n}\nfn main() { unsafe { f() } }\n',
      says: /unable to find library -lmissing$/,
    },
    doubtful: 'fn main() {\n    let unused = 1;\n}\n',
    crash:
      '#[inline(always)]\nfn pick(values: &[i32], index: usize) -> i32 {\n    // here\n    values[index]\n}\n' +
      'fn main() { print!("{}", pick(&[1, 2], std::env::args().count() + 1)); }\n',
    project: {
      'Cargo.toml': '[package]\nname = "sample"\nversion = "0.1.0"\nedition = "2021"\n',
      'src/main.rs': 'mod word;\nfn main() { print!("{}", word::word()); }\n',
      'src/word.rs': 'pub fn word() -> &\'static str { "fine" }\n',
    },
  },
  go: {
    file: 'function.go',
    good: 'package main\nimport "os"\nfunc main() { os.Stdout.WriteString("fine") }\n',
    bad: 'package main\n\nfunc main() {\n\tmissing()\n}\n',
    place: { line: 4, column: 2, message: expect.stringContaining('undefined: missing') },
    foreign: 'package main; func main() {\n\t_ = "é𝄞"; wrong()\n}\n',
    unlinked: { source: 'package main\n\nfunc helper() {}\n', says: /function main is undeclared/ },
    project: {
      'go.mod': 'module sample\n\ngo 1.21\n',
      'main.go': 'package main\nimport "os"\nfunc main() { os.Stdout.WriteString(word()) }\n',
      'word.go': 'package main\nfunc word() string { return "fine" }\n',
    },
  },
  c: {
    file: 'function.c',
    good: '#include <stdio.h>\nint main(void) { fputs("fine", stdout); }\n',
    bad: 'int main(void) {\n  return missing;\n}\n',
    place: { line: 2, column: 10, message: expect.stringContaining('missing') },
    foreign: 'int main(void) {\n  "é𝄞"; wrong;\n}\n',
    unlinked: {
      source: 'int f(void);\nint main(void) { return f(); }\n',
      says: /^function\.o: undefined symbol: f$/,
    },
    doubtful: 'int main(void) {\n  "unused" + 1;\n}\n',
    alien: '#include <termios.h>\nint main(void) {}\n',
    crash:
      'static inline int pick(int index) {\n  if (index == 0)\n    return 1;\n  __builtin_trap();\n}\n' +
      'int main(int argc, char **argv) { return pick(argc); }\n',
    project: {
      'main.c': '#include <stdio.h>\n#include "word.h"\nint main(void) { fputs(word(), stdout); }\n',
      'word.c': 'const char *word(void) { return "fine"; }\n',
      'include/word.h': 'const char *word(void);\n',
    },
  },
  cpp: {
    file: 'function.cpp',
    good: '#include <cstdio>\nint main() { std::fputs("fine", stdout); }\n',
    bad: 'int main() {\n  return missing;\n}\n',
    place: { line: 2, column: 10, message: expect.stringContaining('missing') },
    foreign: 'int main() {\n  "é𝄞"; wrong;\n}\n',
    unlinked: {
      source: 'int f();\nint main() { return f(); }\n',
      says: /^function\.o: undefined symbol: f\(\)$/,
    },
    doubtful: 'int main(void) {\n  "unused" + 1;\n}\n',
    alien: '#include <termios.h>\nint main() {}\n',
    crash:
      'static inline int pick(int index) {\n  if (index == 0)\n    return 1;\n  __builtin_trap();\n}\n' +
      'int main(int argc, char **argv) { return pick(argc); }\n',
    project: {
      'main.cpp': '#include <cstdio>\n#include "word.hpp"\nint main() { std::fputs(word(), stdout); }\n',
      'src/word.cc': 'const char *word() { return "fine"; }\n',
      'include/word.hpp': 'const char *word();\n',
    },
  },
  zig: {
    file: 'function.zig',
    good: 'const std = @import("std");\npub fn main(init: std.process.Init) !void {\n    try std.Io.File.stdout().writeStreamingAll(init.io, "fine");\n}\n',
    bad: 'pub fn main() void {\n    missing();\n}\n',
    place: { line: 2, column: 5, message: expect.stringContaining('missing') },
    foreign: 'pub fn main() void {\n    _ = "é𝄞"; wrong();\n}\n',
    crash:
      'const std = @import("std");\ninline fn pick(values: []const u8, index: usize) u8 {\n    // here\n    return values[index];\n}\n' +
      'pub fn main(init: std.process.Init) u8 {\n    return pick("ab", init.environ_map.count() + 2);\n}\n',
    // Zig compiles its build system first, which takes more than a minute: a stand-in shows how it is called
    project: {},
  },
};

/** In a folder as people have them. */
function writeProject(files: Readonly<Record<string, string>>): string {
  const folder = join(temporaryFolder(), 'Büro mit Blick');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

for (const [name, sample] of Object.entries(samples)) {
  const language = name as WorkspaceLanguage;
  const reason = await reasonToSkip(language);
  const note = reason === null ? '' : ` (skipped: ${reason})`;

  describe.skipIf(reason !== null)(`the compiler of ${language}${note}`, () => {
    it('is found, with its version', async () => {
      const detection = await workspaceToolchains[language].detect();
      expect(detection).toMatchObject({ found: true, path: expect.any(String) });
      expect(await workspaceToolchains[language].version()).toMatch(/\d+\.\d+/);
    });

    // Zig writes the path of the source into the debug information.
    if (language !== 'zig')
      it('makes the same command of the same source, wherever that lies', async () => {
        const first = await compileLanguage(language, sample.file, sample.good);
        const second = await compileLanguage(language, sample.file, sample.good);
        expect(Buffer.compare(first, second)).toBe(0);
        expect((await runWasm(first)).stdoutText).toBe('fine');
      });

    it('says where the source is wrong, in its own words and taken apart', async () => {
      await expect(compileLanguage(language, sample.file, sample.bad)).rejects.toMatchObject({
        code: 'compile-failed',
        message: expect.stringContaining(sample.file),
        details: {
          diagnostics: expect.arrayContaining([
            {
              file: sample.file,
              ...sample.place,
              severity: 'error',
              text: expect.stringContaining(`${sample.file}:${sample.place.line}:${sample.place.column}`),
            },
          ]),
        },
      });
    });

    it('counts columns as editors do', async () => {
      const column = sample.foreign.split('\n')[1]!.indexOf('wrong') + 1;
      await expect(compileLanguage(language, sample.file, sample.foreign)).rejects.toMatchObject({
        details: { diagnostics: expect.arrayContaining([expect.objectContaining({ line: 2, column })]) },
      });
    });

    if (sample.unlinked !== undefined)
      it('hands over what the linker says, without paths of the build', async () => {
        const { source, says } = sample.unlinked!;
        await expect(compileLanguage(language, sample.file, source)).rejects.toMatchObject({
          code: 'compile-failed',
          message: expect.not.stringContaining(tmpdir()),
          details: {
            diagnostics: [
              expect.objectContaining({ file: null, line: null, message: expect.stringMatching(says) }),
            ],
          },
        });
      });

    if (sample.doubtful !== undefined)
      it('hands over what it warns of', async () => {
        const path = join(writeProject({ [sample.file]: sample.doubtful! }), sample.file);
        const found: Diagnostic[] = [];
        const complain = (diagnostics: readonly Diagnostic[]) => found.push(...diagnostics);
        const input = { path, folder: temporaryFolder(), cache: toolchainCache, log: () => {}, complain };
        await workspaceToolchains[language].build(input);
        expect(found).toContainEqual(
          expect.objectContaining({ file: sample.file, line: 2, severity: 'warning' }),
        );
      });

    if (sample.crash !== undefined)
      it('leaves lines for stacks, also of what it inlined', async () => {
        const wasm = await compileLanguage(language, sample.file, sample.crash!);
        const { halt } = await runWasm(wasm, { arguments: ['function'] });
        const frames = 'stack' in halt ? locateFrames(halt.stack, wasm) : [];
        expect(frames).toContainEqual({
          functionName: expect.stringContaining('pick'),
          offset: expect.any(Number),
          source: expect.stringMatching(new RegExp(`(^|/)${sample.file}:4(:\\d+)?$`)),
        });
      });

    if (sample.alien !== undefined)
      it('knows no headers of this machine', async () => {
        await expect(compileLanguage(language, sample.file, sample.alien!)).rejects.toMatchObject({
          message: expect.stringMatching(/'termios\.h' file not found/),
        });
      });

    it('ends with the signal', async () => {
      const signal = AbortSignal.abort(new Error('no more'));
      const path = join(writeProject({ [sample.file]: sample.good }), sample.file);
      const input = { path, folder: temporaryFolder(), cache: toolchainCache, log: () => {}, signal };
      await expect(workspaceToolchains[language].build(input)).rejects.toThrow('no more');
    });

    if (Object.keys(sample.project).length > 0)
      it('compiles a project of several files', async () => {
        const lines: string[] = [];
        const wasm = await workspaceToolchains[language].build({
          path: writeProject(sample.project),
          folder: temporaryFolder(),
          cache: temporaryFolder(),
          log: (text) => lines.push(text),
        });
        expect((await runWasm(wasm)).stdoutText).toBe('fine');
      });
  });
}

const goReason = await reasonToSkip('go');

it.skipIf(goReason !== null)(
  `a package of Go that is no program is refused as that${goReason === null ? '' : ` (skipped: ${goReason})`}`,
  async () => {
    await expect(compileLanguage('go', 'function.go', 'package words\n')).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('package main'),
    });
  },
);

const rustReason = await reasonToSkip('rust');

describe.skipIf(rustReason !== null)(
  `the library of Rust${rustReason === null ? '' : ` (skipped: ${rustReason})`}`,
  () => {
    it('brings no debug information of its own, which is fifty times the program', async () => {
      const wasm = await compileLanguage('rust', 'function.rs', samples.rust.good);
      expect(wasm.length).toBeLessThan(1_000_000);
    });

    it('is prepared once, also where several need it at the same time', async () => {
      const rust = (await findRust())!;
      const cache = temporaryFolder();
      const told: string[] = [];
      const prepare = () => leanSysroot(rust, cache, (text) => told.push(text));
      const [first, second] = await Promise.all([prepare(), prepare()]);
      expect(second).toBe(first);
      const before = told.length;
      expect(await prepare()).toBe(first);
      expect(told).toHaveLength(before);
      expect(readdirSync(dirname(first))).toHaveLength(1);
    });

    it('takes the place of that of an earlier compiler', async () => {
      const rust = (await findRust())!;
      const cache = temporaryFolder();
      const first = await leanSysroot(rust, cache, () => {});
      const earlier = join(dirname(first), 'earlier');
      renameSync(first, earlier);
      expect(await leanSysroot(rust, cache, () => {})).toBe(first);
      expect(existsSync(earlier)).toBe(false);
    });
  },
);
