import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OptimisationLevel, Strip } from '../../contract/build-settings.ts';
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
 * where nothing is stripped.
 */
export function optimiserFlags(
  level: OptimisationLevel,
  strip: Strip,
  features: readonly string[],
): string[] {
  const used = features.flatMap((feature) => featureOptions.get(feature) ?? []);
  return [
    ...['--mvp-features', ...plainFeatures, ...used],
    ...(strip === 'none' ? [] : ['--strip-dwarf']),
    ...['--debuginfo', `-${level}`],
  ];
}

/**
 * Optimises a module in a process of its own; equal input gives equal output. `folder` takes its files. Throws
 * `compile-failed` with what the optimiser said where it refuses the module.
 */
export async function runWasmOpt(
  wasm: Uint8Array,
  flags: readonly string[],
  folder: string,
): Promise<Uint8Array> {
  const input = join(folder, 'input.wasm');
  const output = join(folder, 'optimised.wasm');
  await writeFile(input, wasm);
  let said = '';
  const code = await runCompiler(
    {
      // Electron's binary is Node with this variable, which Node itself does not know.
      environment: { ELECTRON_RUN_AS_NODE: '1' },
      program: process.execPath,
      parameters: [program, input, ...flags, '-o', output],
      folder,
      line: (text) => {
        said += `${text}\n`;
      },
    },
    { folder },
  );
  if (code !== 0) throw new AtelierError('compile-failed', firstLine(said) ?? `wasm-opt ended with ${code}`);
  return readFile(output);
}

/** The first line that is no warning; stack traces of the optimiser itself tell people nothing. */
function firstLine(text: string): string | undefined {
  return text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('warning:'));
}
