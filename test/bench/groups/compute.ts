/// <reference path="../../../src-main/worker/webassembly.d.ts" />
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { packageModule } from '../../../src-main/packager/package-module.ts';
import { assemblyScriptToolchain } from '../../../src-main/toolchain/assemblyscript.ts';
import { createExecutor } from '../../../src-main/worker/executor.ts';
import { TraceRecorder } from '../../../src-main/worker/trace/trace-recorder.ts';
import { startProcessorTime } from '../processor-time.ts';
import { inTurn, median, medianRatio } from '../rounds.ts';
import type { RowGroup } from '../row-group.ts';

/** What an imported memory and exported globals cost a function that computes, against its module in plain V8. */
export const computeGroup: RowGroup = {
  name: 'compute',
  async measure({ rounds, say }) {
    const kernel = await compileKernel();
    const times = await inTurn(Math.min(rounds, mostRounds), {
      executor: await executorTurn(kernel),
      v8: plainTurn(kernel),
    });
    for (const [name, values] of Object.entries(times)) say(`${name}: ${Math.round(median(values))} ms`);
    const name = 'compute-bound kernel, speed in the executor against plain V8';
    return [{ name, value: medianRatio(times.v8, times.executor), unit: '×', reach: 0.98, better: 'higher' }];
  },
};

/** Turns of some seconds each tell enough after a few. */
const mostRounds = 5;

async function compileKernel(): Promise<Uint8Array<ArrayBuffer>> {
  const source = await readFile(new URL('../kernels/kernel.ts.txt', import.meta.url));
  const wasm = await assemblyScriptToolchain.compile({
    source,
    fileName: 'kernel.ts',
    folder: tmpdir(),
    cache: tmpdir(),
    log: () => {},
  });
  return new Uint8Array(wasm);
}

async function executorTurn(wasm: Uint8Array) {
  const { module, executable } = packageModule(wasm);
  const digest = '0'.repeat(64);
  const executor = createExecutor();
  await executor.load('kernel', {
    executable: { ...executable, moduleDigest: digest, scriptDigest: null },
    module,
    script: null,
  });
  const recorder = new TraceRecorder();
  return async () => {
    const processorTime = startProcessorTime();
    const { halt } = await executor.invoke('kernel', invocation, recorder);
    const time = processorTime();
    if (halt.kind !== 'exit' || halt.code !== 0)
      throw new Error(`The kernel ended with ${JSON.stringify(halt)}`);
    return time;
  };
}

const nothing = new Uint8Array(0);
const invocation = {
  id: 'invocation_kernel',
  trigger: 'Std',
  arguments: ['kernel'],
  environment: {},
  head: '',
  body: nothing,
  limits: { maxMemory: 64 * 1024 * 1024, output: 1024 },
} as const;

/** The module as it is, in V8 alone, with the fewest imports that let it run; a turn is milliseconds of processor time. */
function plainTurn(wasm: Uint8Array<ArrayBuffer>) {
  const module = new WebAssembly.Module(wasm);
  return () => {
    const imports: WebAssembly.Imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module))
      imports[from] = { ...imports[from], [name]: ignore };
    const { exports } = new WebAssembly.Instance(module, imports);
    const processorTime = startProcessorTime();
    (exports._start as () => void)();
    return processorTime();
  };

  function ignore(): number {
    return 0;
  }
}
