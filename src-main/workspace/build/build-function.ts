import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import type { ManifestFunction, SourceLanguage } from '../../contract/manifest.ts';
import { assemblyScriptCompiler } from '../../toolchain/assemblyscript.ts';
import { assemblyScriptFiles } from '../../toolchain/assemblyscript-imports.ts';
import type { BuiltFunction } from './built-function.ts';
import { bundleScript } from './bundle-script.ts';
import { compileHere } from './compile-here.ts';
import { compilers } from './compilers.ts';
import { type FunctionSource, findSource, platformOfLanguage } from './source-language.ts';

const wasmMagic = [0x00, 0x61, 0x73, 0x6d];
/** Languages of which the platform compiles a single file itself. */
const compiledByPlatform: ReadonlySet<SourceLanguage> = new Set(['rust', 'go', 'wasm']);

/**
 * Makes of a manifest's function what is uploaded: a file that the platform understands goes as it is, everything else
 * is bundled or compiled here. `folder` is the workspace's. Throws `compile-failed`, `toolchain-missing`, `not-found`,
 * `invalid-input`, and as `compileHere`, which ends with the signal; files of diagnostics are relative to the workspace.
 */
export async function buildFunction(
  folder: string,
  name: string,
  entry: ManifestFunction,
  signal?: AbortSignal,
): Promise<BuiltFunction> {
  const source = await findSource(folder, name, entry);
  if (source.language === 'javascript' || source.language === 'typescript')
    return bundleScript(source, folder);
  if (source.language === 'assemblyscript') return buildAssemblyScript(source, folder, signal);
  if (source.project === null && compiledByPlatform.has(source.language)) return takeFile(source, folder);
  const compiler = compilers[source.language];
  if (compiler === undefined)
    throw new AtelierError(
      'invalid-input',
      `functions.${name}.source: of ${source.language}, a single file is deployed.`,
    );
  return compileHere(source, folder, compiler, signal);
}

/** The cloud compiles one file; several are compiled here. */
async function buildAssemblyScript(
  source: FunctionSource,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<BuiltFunction> {
  if (source.isFolder) return compileHere(source, folder, assemblyScriptCompiler, signal);
  const inputs = await assemblyScriptFiles(source.path);
  if (inputs.length === 1) return takeFile(source, folder);
  return { ...(await compileHere(source, folder, assemblyScriptCompiler, signal)), inputs };
}

/** Throws `invalid-input` for what is called WebAssembly and is none: the cloud would take it for source. */
async function takeFile({ path, language }: FunctionSource, folder: string): Promise<BuiltFunction> {
  const here = relative(folder, path);
  const bytes = new Uint8Array(await readFile(path));
  if (language === 'wasm' && bytes.length > 0 && !wasmMagic.every((byte, index) => bytes[index] === byte))
    throw new AtelierError(
      'invalid-input',
      `${here} is not WebAssembly: a module begins with "\\0asm". Name the .wasm file that your compiler wrote, or say with "language" what this is.`,
    );
  return {
    upload: {
      name: basename(path),
      bytes,
      platform: platformOfLanguage[language],
      isWasm: language === 'wasm',
    },
    inputs: [path],
    locate: (place) => ({ ...place, file: here }),
  };
}
