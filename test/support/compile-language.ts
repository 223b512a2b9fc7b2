import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceLanguage } from '../../src-main/contract/manifest.ts';
import {
  toolchains,
  type WorkspaceLanguage,
  workspaceToolchains,
} from '../../src-main/toolchain/toolchains.ts';
import { bundleScript } from '../../src-main/workspace/build/bundle-script.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type CompiledLanguage = Exclude<SourceLanguage, 'wasm'>;

/** What compilers keep from one test run to the next; it is not tracked. */
export const toolchainCache = fileURLToPath(new URL('../../.cache/toolchains', import.meta.url));

/** As everybody spells it: any value but those that say no. */
const isCi = !['', '0', 'false'].includes(process.env.CI ?? '');

/** Languages whose compilers the project's test set-up installs. */
const installed: ReadonlySet<string> = new Set(['rust', 'go', 'c', 'cpp', 'zig']);

/**
 * Why the tests of a language have to be skipped here: the compiler is not there. Null where they run; in CI that is
 * every language of the test set-up, so that a compiler that vanished is a failure.
 */
export async function reasonToSkip(language: SourceLanguage): Promise<string | null> {
  if (!isNative(language)) return null;
  const detection = await workspaceToolchains[language].detect();
  if (detection.found || (isCi && installed.has(language))) return null;
  return `no compiler here: ${detection.hint}`;
}

/** Compiles a source of one file, as its language's toolchain does. */
export async function compileLanguage(
  language: CompiledLanguage,
  fileName: string,
  source: string,
): Promise<Uint8Array> {
  const folder = temporaryFolder();
  const path = join(folder, 'source', fileName);
  mkdirSync(dirname(path));
  writeFileSync(path, source);
  const rest = { folder, cache: toolchainCache, log: () => {} };
  if (isNative(language)) return workspaceToolchains[language].build({ ...rest, path });
  if (language === 'assemblyscript')
    return toolchains.ASSEMBLY_SCRIPT.compile({ ...rest, source: Buffer.from(source), fileName });
  const place = { name: 'function', path, isFolder: false, project: null, language };
  const { upload } = await bundleScript(place, dirname(path));
  return toolchains.JAVA_SCRIPT.compile({ ...rest, source: upload.bytes, fileName: upload.name });
}

function isNative(language: SourceLanguage): language is WorkspaceLanguage {
  return Object.hasOwn(workspaceToolchains, language);
}
