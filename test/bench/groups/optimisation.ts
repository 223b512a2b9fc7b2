import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moduleFeatures } from '../../../src-main/packager/inspect/module-features.ts';
import { parseModule } from '../../../src-main/packager/module/parse-module.ts';
import { originMap } from '../../../src-main/packager/optimise/origin-map.ts';
import { optimiserFlags, runWasmOpt } from '../../../src-main/packager/optimise/wasm-opt.ts';
import { startProcessorTime } from '../processor-time.ts';
import { inTurn, median } from '../rounds.ts';
import type { BenchSettings, Row, RowGroup } from '../row-group.ts';

/** The kernels, and how much of each takes some tenth of a second. */
const kernels = {
  sieve: 6_000_000,
  matrices: 2_000,
  hash: 40_000,
  sort: 500_000,
  strings: 150_000,
  recursion: 37,
  bodies: 600_000,
  interpreter: 5_000_000,
};

/** More add to the time and little to what is known. */
const mostRounds = 5;

/** What the optimiser is worth in V8, at the level that is the default: without a compiler's own work, and after it. */
export const optimisationGroup: RowGroup = {
  name: 'optimisation',
  async measure(settings) {
    const folder = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
    try {
      return [
        ...(await compare(settings, folder, 'unoptimised kernels', [])),
        ...(await compare(settings, folder, 'optimised kernels', ['--optimize'])),
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
): Promise<Row[]> {
  const input = await compileKernels(options);
  const module = parseModule(input);
  const flags = optimiserFlags('O2', moduleFeatures(module));
  const output = new Uint8Array((await runWasmOpt(input, originMap(module), flags, folder)).wasm);
  say(`${what}: ${input.length} bytes, optimised ${output.length}`);
  const speeds: number[] = [];
  for (const [kernel, amount] of Object.entries(kernels)) {
    const times = await inTurn(Math.min(rounds, mostRounds), {
      input: kernelTurn(input, kernel, amount),
      output: kernelTurn(output, kernel, amount),
    });
    const [before, after] = [median(times.input), median(times.output)];
    say(
      `${kernel}: ${before.toFixed(1)} ms, optimised ${after.toFixed(1)} ms, ${(before / after).toFixed(2)}`,
    );
    speeds.push(before / after);
  }
  const mean = Math.exp(speeds.reduce((sum, speed) => sum + Math.log(speed), 0) / speeds.length);
  const row = { unit: '×', better: 'higher' } as const;
  return [
    { ...row, name: `${what}, speed of the optimised output against its input`, value: mean, reach: 1 },
    // A kernel's times in two runs of the same code are as far apart.
    { ...row, name: `${what}, the one that gains least`, value: Math.min(...speeds), reach: 0.95 },
  ];
}

/**
 * A kernel in V8 alone; a turn is milliseconds of processor time. V8 compiles anew what it finds to be worth it, by what it
 * has seen until then, and what it makes of equal code is now and then a tenth faster or slower. So each turn has a module of
 * its own, which has run once before it is measured.
 */
function kernelTurn(wasm: Uint8Array, kernel: string, amount: number) {
  let turns = 0;
  return () => {
    turns += 1;
    const module = new WebAssembly.Module(distinct(wasm, turns));
    // An instance of its own as well: what a kernel leaves in its memory would be part of the next.
    const run = () => {
      const { exports } = new WebAssembly.Instance(module, { env: { abort: unreachable } });
      (exports[kernel] as (amount: number) => number)(amount);
    };
    run();
    const processorTime = startProcessorTime();
    run();
    return processorTime();
  };
}

/** The same module with a custom section without a name: of equal bytes V8 would take the code that it has. */
function distinct(wasm: Uint8Array, mark: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...wasm, 0, 2, 0, mark]);
}

function unreachable(): never {
  throw new Error('A kernel gave up.');
}

/** The kernels by the bare compiler: the platform's toolchain always optimises. */
async function compileKernels(options: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const source = await readFile(new URL('../kernels/kernels.ts.txt', import.meta.url), 'utf8');
  // An instance of its own: the platform's toolchain, which other groups use, leaves its libraries in the other.
  const compiler: Compiler = await import(`${import.meta.resolve('assemblyscript/asc')}?bare`);
  let wasm = new Uint8Array(0);
  const { error } = await compiler.main(['kernels.ts', '-o', 'kernels.wasm', ...options], {
    readFile: (name) => (name === 'kernels.ts' ? source : null),
    writeFile: (name, contents) => {
      if (name === 'kernels.wasm') wasm = new Uint8Array(contents as Uint8Array);
    },
    listFiles: () => [],
  });
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
