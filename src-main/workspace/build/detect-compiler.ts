import type { SourceLanguage } from '../../contract/manifest.ts';
import type { Detection } from '../../toolchain/toolchain.ts';
import { toolchains } from '../../toolchain/toolchains.ts';
import { compilers } from './compilers.ts';
import { platformOfLanguage } from './source-language.ts';

/** Looks for the compiler that builds a language: one of this machine, or the one that its platform brings. */
export function detectCompiler(language: SourceLanguage): Promise<Detection> {
  return (compilers[language] ?? toolchains[platformOfLanguage[language]]).detect();
}
