import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OptimisationLevel } from '../../contract/build-settings.ts';
import { AtelierError } from '../../contract/errors.ts';
import { runCompiler } from '../../toolchain/run-compiler.ts';

const manifest = fileURLToPath(import.meta.resolve('binaryen/package.json'));
const program = join(dirname(manifest), 'bin', 'wasm-opt');

/** `wasm-opt` options by the names that features have in the `target_features` section (tool conventions). */
const featureOptions: ReadonlyMap<string, string> = new Map([
  ['atomics', '--enable-threads'],
  ['bulk-memory', '--enable-bulk-memory'],
  ['bulk-memory-opt', '--enable-bulk-memory-opt'],
  ['exception-handling', '--enable-exception-handling'],
  ['gc', '--enable-gc'],
  ['nontrapping-fptoint', '--enable-nontrapping-float-to-int'],
  ['reference-types', '--enable-reference-types'],
  ['relaxed-simd', '--enable-relaxed-simd'],
  ['sign-ext', '--enable-sign-ext'],
  ['simd128', '--enable-simd'],
  ['tail-call', '--enable-tail-call'],
]);

/** Features that no instruction gives away, and that the optimiser uses no more of for knowing them. */
const plainFeatures = ['--enable-mutable-globals', '--enable-multivalue', '--enable-extended-const'];

let version: Promise<string> | undefined;

/** Name and version of the optimiser, for example `Binaryen 132.0.0`. */
export function optimiserVersion(): Promise<string> {
  version ??= readFile(manifest, 'utf8').then((text) => `Binaryen ${JSON.parse(text).version}`);
  return version;
}

/**
 * What the optimiser is told. It may use the features that the module uses, and no others: an engine that runs the one
 * runs the other. The names of functions stay; DWARF, which it can keep right in the simpler optimisations alone, does
 * not: lines are those of its input. It inlines nothing: V8 does, where it sees that it is worth it, and gives up on
 * that in a module which has few small functions left (docs/performance.md); and every frame of a stack stays one.
 */
export function optimiserFlags(level: OptimisationLevel, features: readonly string[]): string[] {
  const used = features.flatMap((feature) => featureOptions.get(feature) ?? []);
  return [
    ...['--mvp-features', ...plainFeatures, ...used],
    ...['--strip-dwarf', '--debuginfo', '--no-inline=*', `-${level}`],
  ];
}

/** What the optimiser made, and the source map that leads from it to the map of the input. */
export interface OptimiserOutput {
  readonly wasm: Uint8Array;
  readonly map: Uint8Array;
}

/**
 * Optimises a module with its source map in a process of its own; equal input gives equal output. `folder` takes its
 * files. Throws `compile-failed` with what the optimiser said where it refuses the module.
 */
export async function runWasmOpt(
  wasm: Uint8Array,
  map: string,
  flags: readonly string[],
  folder: string,
): Promise<OptimiserOutput> {
  const [input, inputMap] = [join(folder, 'input.wasm'), join(folder, 'input.map')];
  const [output, outputMap] = [join(folder, 'optimised.wasm'), join(folder, 'optimised.map')];
  await Promise.all([writeFile(input, wasm), writeFile(inputMap, map)]);
  const maps = ['--input-source-map', inputMap, '--output-source-map', outputMap];
  let said = '';
  const code = await runCompiler(
    {
      // Electron's binary is Node with this variable, which Node itself does not know.
      environment: { ELECTRON_RUN_AS_NODE: '1' },
      program: process.execPath,
      parameters: [program, input, ...flags, ...maps, '-o', output],
      folder,
      line: (text) => {
        said += `${text}\n`;
      },
    },
    { folder },
  );
  if (code !== 0) throw new AtelierError('compile-failed', firstLine(said) ?? `wasm-opt ended with ${code}`);
  return { wasm: await readFile(output), map: await readFile(outputMap) };
}

/** The first line that is no warning; stack traces of the optimiser itself tell people nothing. */
function firstLine(text: string): string | undefined {
  return text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('warning:'));
}
