import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { takeSourceMap } from '../../contract/source-map.ts';
import { bundleModules, findScriptEntry } from '../../toolchain/bundle-modules.ts';
import type { BuiltFunction } from './built-function.ts';
import { type FunctionSource, platformOfLanguage } from './source-language.ts';

/**
 * Makes one script of JavaScript or TypeScript with all that it imports; it carries its source map, so that whoever runs
 * it knows the workspace's files. A single JavaScript file that imports nothing is uploaded as it is. Throws
 * `compile-failed` with every complaint, and `invalid-input` where a folder has no entry file.
 */
export async function bundleScript(source: FunctionSource, folder: string): Promise<BuiltFunction> {
  const entry = source.isFolder ? await findScriptEntry(source.path) : source.path;
  const { script, inputs, warnings } = await bundleModules({ entry, folder, confined: false });
  const isAlone = inputs.length === 1 && source.language === 'javascript' && !source.isFolder;
  const bytes = isAlone ? await readFile(entry) : new TextEncoder().encode(script);
  const { locate } = takeSourceMap(script);
  const here = relative(folder, entry);
  return {
    upload: {
      name: isAlone ? basename(entry) : `${source.name}.js`,
      bytes: new Uint8Array(bytes),
      platform: platformOfLanguage[source.language],
      isWasm: false,
    },
    inputs,
    warnings,
    locate: (place) => (isAlone ? { ...place, file: here } : (locate(place.line, place.column) ?? place)),
  };
}
