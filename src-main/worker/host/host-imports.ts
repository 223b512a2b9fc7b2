import { preview1Abi } from '../wasi/abi.ts';
import type { WasiContext } from '../wasi/context.ts';
import { importCalls } from '../wasi/import-calls.ts';
import { createWasiImports } from '../wasi/preview1.ts';
import { connectCalls } from './connect-calls.ts';

/** All that the platform offers to a command: WASI, and the calls of `env` that open sockets (docs/wire.md, 4). */
export function createHostImports(
  context: WasiContext,
  imports: readonly WebAssembly.ModuleImportDescriptor[],
  options: { readonly suspending: boolean },
): WebAssembly.Imports {
  const wanted = imports.filter(({ module, kind }) => module === 'env' && kind === 'function');
  const modules = createWasiImports(context, imports, options);
  if (wanted.length === 0) return modules;
  return { ...modules, env: importCalls(context, wanted, connectCalls(context, preview1Abi), options) };
}
