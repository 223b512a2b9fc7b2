import { preview0Abi, preview1Abi, type WasiAbi } from './abi.ts';
import { argumentCalls } from './arguments.ts';
import { clockCalls } from './clocks.ts';
import type { WasiContext } from './context.ts';
import { descriptorCalls } from './descriptors.ts';
import { environmentCalls } from './environment.ts';
import type { HostcallFamily, HostFunction } from './hostcall.ts';
import { importCalls } from './import-calls.ts';
import { pathCalls } from './paths.ts';
import { pollCalls } from './poll.ts';
import { processCalls } from './process.ts';
import { randomCalls } from './random.ts';
import { socketCalls } from './sockets.ts';

const families: readonly HostcallFamily[] = [
  argumentCalls,
  environmentCalls,
  clockCalls,
  randomCalls,
  processCalls,
  descriptorCalls,
  pathCalls,
  pollCalls,
  socketCalls,
];

const abis: readonly WasiAbi[] = [preview1Abi, preview0Abi];
/**
 * The WASI calls that a module imports, under preview 1's name and preview 0's, each recorded.
 * With `suspending`, calls that have to wait suspend the guest, which must have been entered through
 * `WebAssembly.promising`; without it they answer `enotsup`.
 */
export function createWasiImports(
  context: WasiContext,
  imports: readonly WebAssembly.ModuleImportDescriptor[],
  { suspending }: { readonly suspending: boolean },
): WebAssembly.Imports {
  const modules: WebAssembly.Imports = {};
  for (const abi of abis) {
    const wanted = imports.filter(({ module, kind }) => module === abi.module && kind === 'function');
    if (wanted.length === 0) continue;
    const calls: Record<string, HostFunction> = Object.assign(
      {},
      ...families.map((family) => family(context, abi)),
    );
    modules[abi.module] = importCalls(context, wanted, calls, { suspending });
  }
  return modules;
}
