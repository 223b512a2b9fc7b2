import { hostcalls, preview0Module } from '../../contract/hostcalls.ts';

/** What a function may do with the world outside, in the order in which people care. */
export const capabilities = [
  'network',
  'files',
  'environment',
  'clock',
  'random',
  'arguments',
  'output',
  'waiting',
] as const;
export type Capability = (typeof capabilities)[number];

/** What the imports whose name begins so are for. Of several beginnings that fit, the first counts. */
const purposes: readonly (readonly [name: RegExp, capability: Capability | null, purpose: string])[] = [
  [/^args_/, 'arguments', 'reads the program’s arguments'],
  [/^environ_/, 'environment', 'reads environment variables'],
  [/^clock_res_get$/, 'clock', 'asks how exact a clock is'],
  [/^clock_/, 'clock', 'reads the time'],
  [/^random_/, 'random', 'gets random bytes'],
  [/^fd_write$/, 'output', 'writes to stdout, stderr, files and sockets'],
  [/^fd_read$/, null, 'reads from stdin, files and sockets'],
  [/^fd_close$/, null, 'closes descriptors'],
  [/^fd_(seek|tell)$/, null, 'moves in what it reads or writes'],
  [/^fd_fdstat_/, null, 'asks what a descriptor is and allows'],
  [/^fd_prestat_/, null, 'looks for directories that were opened in advance'],
  [/^fd_renumber$/, null, 'moves descriptors'],
  [/^fd_/, 'files', 'works on open files'],
  [/^path_/, 'files', 'opens and changes files by their paths'],
  [/^poll_oneoff$/, 'waiting', 'sleeps, or waits until something can be read'],
  [/^proc_exit$/, null, 'ends with an exit code'],
  [/^proc_raise$/, null, 'raises a signal'],
  [/^sched_yield$/, null, 'lets others run'],
  [/^sock_/, 'network', 'sends and receives over sockets'],
  [/^host_tcp_connect$/, 'network', 'opens TCP connections'],
  [/^host_tls_connect$/, 'network', 'opens TLS connections'],
];

const known = new Set(hostcalls.map(({ module, name }) => `${module} ${name}`));

/** Whether an import is a hostcall of ours, under the name of preview 0 as well. */
function isHostcall(module: string, name: string): boolean {
  const current = module === preview0Module ? 'wasi_snapshot_preview1' : module;
  return known.has(`${current} ${name}`);
}

/** What an import is for, in one phrase. */
export function purposeOf(module: string, name: string): string {
  const entry = isHostcall(module, name) ? purposes.find(([pattern]) => pattern.test(name)) : undefined;
  return entry?.[2] ?? 'of the runtime’s own';
}

/** What a module can do at most, going by what it imports. */
export function capabilitiesOf(
  imports: readonly { readonly module: string; readonly name: string }[],
): Capability[] {
  const found = new Set(
    imports
      .filter(({ module, name }) => isHostcall(module, name))
      .map(({ name }) => purposes.find(([pattern]) => pattern.test(name))?.[1]),
  );
  return capabilities.filter((capability) => found.has(capability));
}
