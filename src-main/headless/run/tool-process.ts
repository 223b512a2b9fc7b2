/**
 * A process that runs a tool which is WebAssembly itself, a compiler for one, in the executor: several runs of the same
 * module one after the other, in the folders that they are given. Its exit code is that of the first run that fails.
 */
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { packageModule } from '../../packager/package-module.ts';
import type { ToolOrder } from '../../toolchain/portable-clang/build-portably.ts';
import { runProgram } from './run-program.ts';

const { module, mounts, runs } = JSON.parse(process.argv[2] ?? '') as ToolOrder;
const packaged = packageModule(await readFile(module));

for (const words of runs) {
  const options = {
    file: module,
    engine: null,
    // A program of many tools takes the tool's name for its first argument.
    arguments: ['llvm', ...words],
    environment: {},
    mounts: Object.entries(mounts).map(([guestPath, hostPath]) => ({ hostPath, guestPath })),
    trace: false,
    debugJson: false,
  };
  const { stdout, stderr } = process;
  const io = { stdin: Readable.from([]), stdout, stderr, environment: {} };
  const { halt } = await runProgram(packaged, options, io);
  if (halt.kind === 'exit' && halt.code === 0) continue;
  if (halt.kind !== 'exit') process.stderr.write(`${words[0]}: ${halt.kind}: ${halt.message}\n`);
  process.exitCode = halt.kind === 'exit' ? Math.min(halt.code, 255) : 134;
  break;
}
