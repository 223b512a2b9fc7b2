import { AtelierError } from '../contract/errors.ts';
import type { Platform } from '../contract/platform-code.ts';
import type { Toolchain } from './toolchain.ts';

/** A platform of the wire whose compiler is not part of this version: it refuses source and says what works. */
export function missingToolchain(description: {
  readonly platform: Platform;
  readonly language: string;
  /** The command with which people compile it themselves. */
  readonly build: string;
  readonly platformCode: string;
}): Toolchain {
  const { platform, language, build, platformCode } = description;
  const refuse = async (): Promise<never> => {
    throw new AtelierError(
      'toolchain-missing',
      `This version of Atelier does not compile ${language} source yet. Compile it yourself ("${build}") and deploy ` +
        `the .wasm file with the platform code "${platformCode}".`,
      { details: { platform } },
    );
  };
  return { platform, version: refuse, compile: refuse };
}
