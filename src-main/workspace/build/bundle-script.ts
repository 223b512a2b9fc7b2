import { readFile } from 'node:fs/promises';
import { isBuiltin, SourceMap } from 'node:module';
import { basename, join, relative, resolve } from 'node:path';
import { type BuildFailure, type BuildResult, build, type Message, type Plugin } from 'esbuild';
import { AtelierError } from '../../contract/errors.ts';
import { compileFailed, type Diagnostic } from '../../toolchain/toolchain.ts';
import type { BuiltFunction, SourcePlace } from './built-function.ts';
import { type FunctionSource, platformOfLanguage } from './source-language.ts';

/** Where a project in a folder may begin, the first that there is. */
const entryFiles = [
  'index.js',
  'index.mjs',
  'index.ts',
  'main.js',
  'main.ts',
  'src/index.js',
  'src/index.ts',
];

/**
 * Makes one script of JavaScript or TypeScript with all that it imports. A single JavaScript file that imports nothing
 * is uploaded as it is, so that its lines are those of its author. Throws `compile-failed` with every complaint, and
 * `not-found` where a folder has no entry file.
 */
export async function bundleScript(source: FunctionSource, folder: string): Promise<BuiltFunction> {
  const entry = source.isFolder ? await findEntry(source) : source.path;
  const result = await runBundler(entry, folder);
  const inputs = Object.keys(result.metafile.inputs).map((path) => resolve(folder, path));
  const isAlone = inputs.length === 1 && source.language === 'javascript';
  const [map, script] = byExtension(result);
  const name = isAlone ? basename(entry) : `${source.name}.js`;
  const bytes = isAlone ? await readFile(entry) : script.contents;
  const places = new SourceMap(JSON.parse(map.text));
  const here = relative(folder, entry);
  return {
    upload: {
      name,
      bytes: new Uint8Array(bytes),
      platform: platformOfLanguage[source.language],
      isWasm: false,
    },
    inputs,
    locate: (place) => (isAlone ? { ...place, file: here } : (originOf(place, places) ?? place)),
  };
}

/** The map is kept in memory alone: what is uploaded carries no paths of this machine. */
function byExtension({ outputFiles }: Bundle) {
  const ordered = outputFiles.toSorted((a, b) => b.path.length - a.path.length);
  return ordered as [(typeof outputFiles)[number], (typeof outputFiles)[number]];
}

type Bundle = BuildResult<{ metafile: true; write: false }>;

async function runBundler(entry: string, folder: string): Promise<Bundle> {
  try {
    return await build({
      entryPoints: [entry],
      absWorkingDir: folder,
      outfile: 'bundle.js',
      bundle: true,
      write: false,
      metafile: true,
      sourcemap: 'external',
      sourcesContent: false,
      // QuickJS knows the language as it is; what nobody exports may still be a trigger, found by its name.
      format: 'esm',
      target: 'es2023',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      treeShaking: false,
      charset: 'utf8',
      logLevel: 'silent',
      plugins: [refuseBuiltins],
    });
  } catch (error) {
    throw explain(error as BuildFailure);
  }
}

/** What belongs to Node is not there inside a function. */
const refuseBuiltins: Plugin = {
  name: 'refuse-builtins',
  setup({ onResolve, resolve: find }) {
    onResolve({ filter: /^[\w:/]+$/ }, async ({ path, pluginData, ...options }) => {
      if (!isBuiltin(path) || pluginData === asPackage) return null;
      // a package of the same name, for example "events" or "punycode", is welcome
      const found = await find(path, { ...options, pluginData: asPackage });
      if (found.errors.length === 0) return found;
      return {
        errors: [{ text: `"${path}" is a module of Node, and functions do not run in Node: leave it out` }],
      };
    });
  },
};
const asPackage = Symbol('as a package');

function explain({ errors }: BuildFailure): AtelierError {
  const diagnostics = errors.map(toDiagnostic);
  const text = diagnostics.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
  return compileFailed(text.join('\n'), diagnostics);
}

/** Columns of the bundler count bytes from 0. */
function toDiagnostic({ text, location }: Message): Diagnostic {
  if (location === null) return { file: '', line: 1, column: 1, message: text };
  const before = Buffer.from(location.lineText).subarray(0, location.column).toString();
  return { file: location.file, line: location.line, column: before.length + 1, message: text };
}

function originOf({ line, column }: SourcePlace, places: SourceMap): SourcePlace | undefined {
  const entry = places.findEntry(line - 1, column - 1);
  if (!('originalSource' in entry) || entry.originalSource === undefined) return undefined;
  return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

async function findEntry({ name, path }: FunctionSource): Promise<string> {
  const main = await mainOfPackage(path);
  for (const file of [...main, ...entryFiles]) {
    const candidate = join(path, file);
    if (await readFile(candidate).catch(() => undefined)) return candidate;
  }
  throw new AtelierError(
    'not-found',
    `The folder of "${name}" has no entry file: it needs ${entryFiles.slice(0, 3).join(', ')} or a "main" in its package.json.`,
  );
}

async function mainOfPackage(folder: string): Promise<string[]> {
  try {
    const { main } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return typeof main === 'string' ? [main] : [];
  } catch {
    return [];
  }
}
