import type { SourceLanguage } from '../contract/manifest.ts';
import type { Platform } from '../contract/platform-code.ts';
import { assemblyScriptToolchain } from './assemblyscript.ts';
import { cCompiler } from './c.ts';
import { cppCompiler } from './cpp.ts';
import { goCompiler, goToolchain } from './go.ts';
import { javaScriptToolchain } from './javascript.ts';
import { rustCompiler, rustToolchain } from './rust.ts';
import type { Compiler, Toolchain } from './toolchain.ts';
import { zigCompiler } from './zig.ts';

/** The compiler of each platform, for uploads of one source file. */
export const toolchains: Readonly<Record<Platform, Toolchain>> = {
  JAVA_SCRIPT: javaScriptToolchain,
  ASSEMBLY_SCRIPT: assemblyScriptToolchain,
  RUST: rustToolchain,
  TINY_GO: goToolchain,
};

/** Languages that are compiled beside their source: projects, and languages that the platforms do not know. */
export type WorkspaceLanguage = Extract<SourceLanguage, 'rust' | 'go' | 'c' | 'cpp' | 'zig'>;

/** The compiler of each of these languages; what it makes is uploaded as WebAssembly. */
export const workspaceToolchains: Readonly<Record<WorkspaceLanguage, Compiler>> = {
  rust: rustCompiler,
  go: goCompiler,
  c: cCompiler,
  cpp: cppCompiler,
  zig: zigCompiler,
};
