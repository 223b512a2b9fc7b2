import type { SourceLanguage } from '../../contract/manifest.ts';
import { assemblyScriptCompiler } from '../../toolchain/assemblyscript.ts';
import { cCompiler } from '../../toolchain/c.ts';
import { cppCompiler } from '../../toolchain/cpp.ts';
import { goCompiler } from '../../toolchain/go.ts';
import { rustCompiler } from '../../toolchain/rust.ts';
import type { Compiler } from '../../toolchain/toolchain.ts';
import { zigCompiler } from '../../toolchain/zig.ts';

/** The compilers that work on this side, on sources that may be whole projects. */
export const compilers: Partial<Readonly<Record<SourceLanguage, Compiler>>> = {
  assemblyscript: assemblyScriptCompiler,
  rust: rustCompiler,
  go: goCompiler,
  c: cCompiler,
  cpp: cppCompiler,
  zig: zigCompiler,
};
