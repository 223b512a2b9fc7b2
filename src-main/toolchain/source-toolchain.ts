import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform } from '../contract/platform-code.ts';
import type { Compiler, Toolchain } from './toolchain.ts';

/** The toolchain of a platform whose compiler wants its source in a file. */
export function sourceToolchain(platform: Platform, { detect, version, build }: Compiler): Toolchain {
  return {
    platform,
    detect,
    version,
    build,
    compile: async ({ source, fileName, ...input }) => {
      const path = join(input.folder, fileName);
      await writeFile(path, source);
      return build({ ...input, path });
    },
  };
}
