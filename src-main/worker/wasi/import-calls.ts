import { hostcalls } from '../../contract/hostcalls.ts';
import type { WasiContext } from './context.ts';
import type { HostFunctions } from './hostcall.ts';
import { recordHostcall } from './record-hostcall.ts';

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

const byName = new Map(hostcalls.map((call) => [call.name, call]));

/** Whether a module may have to wait for something; one that may not never pays for stack switching. */
export function mayWait(imports: readonly WebAssembly.ModuleImportDescriptor[]): boolean {
  return imports.some(({ kind, name }) => kind === 'function' && reasonsToWait.has(name));
}

/**
 * Makes the functions that a module imports of one module of ours, each recorded; what we don't offer is left for
 * the linker to name. With `suspending`, calls that may wait suspend the guest.
 */
export function importCalls(
  context: WasiContext,
  wanted: readonly WebAssembly.ModuleImportDescriptor[],
  calls: HostFunctions,
  { suspending }: { readonly suspending: boolean },
): Record<string, WebAssembly.ImportValue> {
  const imported: Record<string, WebAssembly.ImportValue> = {};
  for (const { name } of wanted) {
    const [call, serve] = [byName.get(name), calls[name]];
    if (call === undefined || serve === undefined) continue;
    const suspends = suspending && suspendingCalls.has(name);
    const recorded = recordHostcall(context, call, serve, { suspending: suspends, leavesStack: suspends });
    imported[name] = suspends ? new WebAssembly.Suspending(recorded) : recorded;
  }
  return imported;
}
