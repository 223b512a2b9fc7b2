import type { Platform } from '../contract/platform-code.ts';
import { assemblyScriptToolchain } from './assemblyscript.ts';
import { javaScriptToolchain } from './javascript.ts';
import { rustToolchain } from './rust.ts';
import { tinyGoToolchain } from './tinygo.ts';
import type { Toolchain } from './toolchain.ts';

/** The compiler of each platform. */
export const toolchains: Readonly<Record<Platform, Toolchain>> = {
  JAVA_SCRIPT: javaScriptToolchain,
  ASSEMBLY_SCRIPT: assemblyScriptToolchain,
  RUST: rustToolchain,
  TINY_GO: tinyGoToolchain,
};
