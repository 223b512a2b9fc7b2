import { toAtelierError } from '../../contract/errors.ts';
import type { SourceLanguage } from '../../contract/manifest.ts';
import { compilers } from './compilers.ts';

/**
 * What to do before a language can be compiled on this machine; null where nothing is missing, as for those that the
 * platform compiles with what is part of Atelier.
 */
export async function missingToolchain(language: SourceLanguage): Promise<string | null> {
  try {
    await compilers[language]?.version();
    return null;
  } catch (error) {
    return toAtelierError(error).message;
  }
}
