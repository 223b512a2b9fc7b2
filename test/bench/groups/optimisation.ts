import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moduleFeatures } from '../../../src-main/packager/inspect/module-features.ts';
import { parseModule } from '../../../src-main/packager/module/parse-module.ts';
import { optimiserFlags, runWasmOpt } from '../../../src-main/packager/optimise/wasm-opt.ts';
import { inTurn, median, medianRatio } from '../rounds.ts';
import type { BenchSettings, Row, RowGroup } from '../row-group.ts';
import { plainTurn } from './compute.ts';

/** Turns of some seconds each tell enough after a few. */
const mostRounds = 5;

/** What the optimiser is worth in V8, at the level that is the default: without a compiler's own work, and after it. */
export const optimisationGroup: RowGroup = {
  name: 'optimisation',
  async measure(settings) {
    const folder = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
    try {
      return [
        await compare(settings, folder, 'an unoptimised kernel', []),
        await compare(settings, folder, 'an optimised kernel', ['--optimize']),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function compare(
  { rounds, say }: BenchSettings,
  folder: string,
  what: string,
  options: readonly string[],
): Promise<Row> {
  const input = await compileKernel(options);
  const flags = optimiserFlags('O2', 'debuginfo', moduleFeatures(parseModule(input)));
  const output = new Uint8Array(await runWasmOpt(input, flags, folder));
  const times = await inTurn(Math.min(rounds, mostRounds), {
    input: plainTurn(input),
    output: plainTurn(output),
  });
  say(
    `${what}: ${input.length} bytes in ${Math.round(median(times.input))} ms, ` +
      `optimised ${output.length} bytes in ${Math.round(median(times.output))} ms`,
  );
  const name = `${what}, speed of the optimised output against its input`;
  return { name, value: medianRatio(times.input, times.output), unit: '×', reach: 1, better: 'higher' };
}

/** The kernel by the bare compiler: the platform's toolchain always optimises. */
async function compileKernel(options: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const source = await readFile(new URL('../kernels/kernel.ts.txt', import.meta.url), 'utf8');
  // An instance of its own: the platform's toolchain, which other groups use, leaves its libraries in the other.
  const compiler: Compiler = await import(`${import.meta.resolve('assemblyscript/asc')}?bare`);
  let wasm = new Uint8Array(0);
  const { error } = await compiler.main(
    ['kernel.ts', '--exportStart', '_start', '-o', 'kernel.wasm', ...options],
    {
      readFile: (name) => (name === 'kernel.ts' ? source : null),
      writeFile: (name, contents) => {
        if (name === 'kernel.wasm') wasm = new Uint8Array(contents as Uint8Array);
      },
      listFiles: () => [],
    },
  );
  if (error !== null) throw error;
  return wasm;
}

/** The part of the compiler's interface that is used here; its own declarations are those of the language. */
interface Compiler {
  main(
    parameters: readonly string[],
    host: {
      readFile(name: string): string | null;
      writeFile(name: string, contents: Uint8Array | string): void;
      listFiles(folder: string): string[];
    },
  ): Promise<{ readonly error: Error | null }>;
}
