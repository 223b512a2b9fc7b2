import { toAtelierError } from '../../contract/errors.ts';
import type { SourceLanguage } from '../../contract/manifest.ts';
import { toolchains } from '../../toolchain/toolchains.ts';
import { cannotCompile } from './cannot-compile.ts';
import { platformOfLanguage } from './source-language.ts';

/** What to do before a language can be compiled on this machine; null where nothing is missing. */
export async function missingToolchain(language: SourceLanguage): Promise<string | null> {
  // templates in these are projects, or have no platform that would compile them
  if (['rust', 'go', 'c', 'cpp', 'zig'].includes(language)) return cannotCompile(language).message;
  try {
    await toolchains[platformOfLanguage[language]].version();
    return null;
  } catch (error) {
    return toAtelierError(error).message;
  }
}
