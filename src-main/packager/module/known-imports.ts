import { type Hostcall, hostcalls, preview0Module, wideKinds } from '../../contract/hostcalls.ts';
import type { FunctionType } from './wasm-module.ts';

/** Functions that a module may import: their types, by module and name. */
export type KnownImports = ReadonlyMap<string, ReadonlyMap<string, FunctionType>>;

/** sock_accept came with preview 1; every other call has the same type in preview 0. */
const newInPreview1: ReadonlySet<string> = new Set(['sock_accept']);

/** What the platform offers to every function: WASI preview 1 and 0, and the calls that open sockets. */
export const platformImports: KnownImports = collect([
  ...hostcalls
    .filter((call) => call.module !== 'host')
    .map((call) => [call.module, call.name, typeOf(call)] as const),
  ...hostcalls
    .filter((call) => call.module === 'wasi_snapshot_preview1' && !newInPreview1.has(call.name))
    .map((call) => [preview0Module, call.name, typeOf(call)] as const),
]);

const i32 = (count: number): string[] => Array(count).fill('i32');

/** What the QuickJS runtime imports beside WASI; the worker's JavaScript room implements it. */
export const javaScriptImports: KnownImports = collect([
  ...[...platformImports].flatMap(([module, calls]) =>
    [...calls].map(([name, type]) => [module, name, type] as const),
  ),
  ['env', 'host_get_timezone_offset', { parameters: i32(2), results: i32(1) }],
  ['env', 'host_interrupt', { parameters: i32(0), results: i32(1) }],
  ['env', 'host_promise_rejection', { parameters: i32(3), results: [] }],
  ['env', 'host_module_normalize', { parameters: i32(2), results: i32(1) }],
  ['env', 'host_module_load', { parameters: i32(2), results: i32(1) }],
  ['env', 'host_call', { parameters: i32(5), results: i32(1) }],
]);

/** A function type as the text format reads: `(i32, i64) -> i32`. */
export function formatFunctionType({ parameters, results }: FunctionType): string {
  return `(${parameters.join(', ')}) -> ${results.length === 1 ? results[0] : `(${results.join(', ')})`}`;
}

function typeOf(call: Hostcall): FunctionType {
  return {
    parameters: call.parameters.map(({ kind }) => (wideKinds.has(kind) ? 'i64' : 'i32')),
    results: call.returns === 'errno' ? ['i32'] : [],
  };
}

function collect(
  entries: readonly (readonly [module: string, name: string, type: FunctionType])[],
): KnownImports {
  const known = new Map<string, Map<string, FunctionType>>();
  for (const [module, name, type] of entries) {
    const calls = known.get(module) ?? new Map<string, FunctionType>();
    known.set(module, calls.set(name, type));
  }
  return known;
}
