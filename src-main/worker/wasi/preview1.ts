import { type Hostcall, hostcalls } from '../../contract/hostcalls.ts';
import { preview0Abi, preview1Abi, type WasiAbi } from './abi.ts';
import { argumentCalls } from './arguments.ts';
import { clockCalls } from './clocks.ts';
import type { WasiContext } from './context.ts';
import { descriptorCalls } from './descriptors.ts';
import { environmentCalls } from './environment.ts';
import type { HostcallFamily, HostFunction } from './hostcall.ts';
import { pathCalls } from './paths.ts';
import { pollCalls } from './poll.ts';
import { processCalls } from './process.ts';
import { randomCalls } from './random.ts';
import { recordHostcall } from './record-hostcall.ts';
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

/** A module that imports one of these can wait, and is entered so that its stack can be put aside. */
const reasonsToWait: ReadonlySet<string> = new Set([
  'poll_oneoff',
  'sock_accept',
  'sock_recv',
  'host_tcp_connect',
  'host_tls_connect',
]);
/** What may then give a promise: these, and transfers over descriptors that are sockets. */
const suspendingCalls: ReadonlySet<string> = new Set([...reasonsToWait, 'fd_read', 'fd_write', 'sock_send']);

const abis: readonly WasiAbi[] = [preview1Abi, preview0Abi];
const byName = new Map(hostcalls.map((call) => [call.name, call]));

/** Whether a module may have to wait for something; one that may not never pays for stack switching. */
export function mayWait(imports: readonly WebAssembly.ModuleImportDescriptor[]): boolean {
  return imports.some(({ kind, name }) => kind === 'function' && reasonsToWait.has(name));
}

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
    modules[abi.module] = Object.fromEntries(
      wanted.flatMap(({ name }) => {
        const [call, serve] = [byName.get(name), calls[name]];
        return call && serve ? [[name, importOf(context, call, serve, suspending)]] : [];
      }),
    );
  }
  return modules;
}

function importOf(
  context: WasiContext,
  call: Hostcall,
  serve: HostFunction,
  suspending: boolean,
): WebAssembly.ImportValue {
  if (!suspending || !suspendingCalls.has(call.name))
    return recordHostcall(context, call, serve, { suspending: false });
  return new WebAssembly.Suspending(recordHostcall(context, call, serve, { suspending: true }));
}
