import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { BuildFailure, BuildOptions, BuildResult, Plugin } from 'esbuild';
import type { Diagnostic } from '../contract/diagnostic.ts';
import { appendSourceMap } from '../contract/source-map.ts';
import { bundlerComplaints, bundlerFailed } from './bundler-complaints.ts';
import { findEntry } from './find-entry.ts';

/** Where a project in a folder may begin, the first that there is. */
export const scriptEntries = [
  'index.js',
  'index.mjs',
  'index.ts',
  'main.js',
  'main.mjs',
  'main.ts',
  'src/index.js',
  'src/index.ts',
  'src/main.js',
  'src/main.ts',
];

/** One script with all that its first file imports. */
export interface Bundle {
  /** ES module text that ends with its source map, whose files are relative to the folder that it was made in. */
  readonly script: string;
  /** Absolute paths of the files that it was made of. */
  readonly inputs: readonly string[];
  /** What the bundler warned of; files are relative to the folder. */
  readonly warnings: readonly Diagnostic[];
}

/** What is bundled. */
export interface BundleInput {
  /** Absolute path of the first file. */
  readonly entry: string;
  /** What places in the bundle and in complaints are relative to. */
  readonly folder: string;
  /** Whether files outside the folder are refused. */
  readonly confined: boolean;
}

/** Makes one script of JavaScript or TypeScript with all that it imports. Throws `compile-failed` with every complaint. */
export async function bundleModules({ entry, folder, confined }: BundleInput): Promise<Bundle> {
  const result = await runBundler(
    entry,
    folder,
    confined ? [refuseBuiltins, stayInside(folder)] : [refuseBuiltins],
  );
  const [map, script] = result.outputFiles.toSorted((a, b) => b.path.length - a.path.length);
  return {
    script: appendSourceMap(script!.text, withoutContents(map!.text)),
    inputs: Object.keys(result.metafile.inputs).map((path) => resolve(folder, path)),
    warnings: await bundlerComplaints(result.warnings, 'warning'),
  };
}

/** The first file of a JavaScript project: what its package.json calls `main`, or one of the usual names. */
export async function findScriptEntry(folder: string): Promise<string> {
  return findEntry(folder, [...(await mainOfPackage(folder)), ...scriptEntries], 'JavaScript');
}

type Result = BuildResult<{ metafile: true; write: false }>;

/**
 * Which files of a package are taken: those for everybody, and where these need Node, what the package has for browsers and
 * the servers at the edge of a network instead. That may need a page, so that it comes second.
 */
const choices: readonly Pick<BuildOptions, 'mainFields' | 'conditions'>[] = [
  { mainFields: ['module', 'main'] },
  { mainFields: ['browser', 'module', 'main'], conditions: ['module', 'edge-light', 'browser'] },
];

/** The complaint is that of the first choice. */
async function runBundler(entry: string, folder: string, plugins: Plugin[]): Promise<Result> {
  const failures: BuildFailure[] = [];
  for (const choice of choices) {
    try {
      return await bundleBy(choice, entry, folder, plugins);
    } catch (error) {
      failures.push(error as BuildFailure);
      if (!needsNode(error as BuildFailure)) break;
    }
  }
  throw await bundlerFailed(failures[0]!);
}

async function bundleBy(
  choice: (typeof choices)[number],
  entry: string,
  folder: string,
  plugins: Plugin[],
): Promise<Result> {
  const { build } = await import('esbuild');
  return build({
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
    ...choice,
    treeShaking: false,
    charset: 'utf8',
    // As other bundlers say it: packages leave out what helps their developers, and ask for no environment at every call.
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
    plugins,
  });
}

function needsNode({ errors }: BuildFailure): boolean {
  return errors.some(({ pluginName }) => pluginName === refuseBuiltins.name);
}

/** What is used of the map, and nothing else: it travels with every upload. */
export function withoutContents(map: string): string {
  const { version, sources, mappings } = JSON.parse(map);
  return JSON.stringify({ version, sources, names: [], mappings });
}

/** What belongs to Node is not there inside a function. */
const refuseBuiltins: Plugin = {
  name: 'refuse-builtins',
  setup({ onResolve, resolve: find }) {
    onResolve({ filter: /^[\w:/]+$/ }, async ({ path, pluginData, ...options }) => {
      if (!isBuiltin(path) || pluginData === asked) return null;
      // a package of the same name, for example "events" or "punycode", is welcome
      const found = await find(path, { ...options, pluginData: asked });
      if (found.errors.length === 0) return found;
      return {
        errors: [{ text: `"${path}" is a module of Node, and functions do not run in Node: leave it out` }],
      };
    });
  },
};

/** A project that somebody sent reads no file of this machine. */
function stayInside(folder: string): Plugin {
  return {
    name: 'stay-inside',
    setup({ onResolve, resolve: find }) {
      onResolve({ filter: /.*/ }, async ({ path, pluginData, ...options }) => {
        if (pluginData === asked) return null;
        const found = await find(path, { ...options, pluginData: asked });
        const way = relative(folder, found.path);
        if (found.errors.length > 0 || !(way.startsWith('..') || isAbsolute(way))) return found;
        return { errors: [{ text: `"${path}" is outside the project` }] };
      });
    },
  };
}
const asked = Symbol('asked by a plugin');

async function mainOfPackage(folder: string): Promise<string[]> {
  try {
    const { main } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return typeof main === 'string' ? [main] : [];
  } catch {
    return [];
  }
}
