import { describeSize } from '../../contract/describe-size.ts';
import { hostcalls } from '../../contract/hostcalls.ts';
import { GuestHalt } from '../guest-halt.ts';
import { preview0Abi, preview1Abi, type WasiAbi } from '../wasi/abi.ts';
import type { WasiContext } from '../wasi/context.ts';
import { descriptorCalls } from '../wasi/descriptors.ts';
import type { HostFunction, HostFunctions } from '../wasi/hostcall.ts';
import { pathCalls } from '../wasi/paths.ts';
import { recordHostcall } from '../wasi/record-hostcall.ts';
import { socketCalls } from '../wasi/sockets.ts';

type Call = (...parameters: (number | bigint)[]) => ReturnType<HostFunction>;

const byName = new Map(hostcalls.map((call) => [call.name, call]));
/** Descriptors below this one are the standard streams. */
const firstOther = 3;

/**
 * The calls that a module imports, served by another engine and recorded as ours are. What is neither a standard
 * stream nor below one stays ours: others know no channels of triggers and no directory in memory, and would have to
 * be given one of the host. `written` hears how much goes to the streams.
 */
export function borrowImports(
  context: WasiContext,
  module: WebAssembly.Module,
  theirs: WebAssembly.Imports,
  written: (bytes: number) => void,
): WebAssembly.Imports {
  const imports: WebAssembly.Imports = {};
  const calls = new Map(
    [preview1Abi, preview0Abi].map((abi) => [abi.module as string, ownCalls(context, abi)]),
  );
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    const [call, borrowed] = [byName.get(name), theirs[from]?.[name]];
    if (kind !== 'function' || call === undefined || typeof borrowed !== 'function') continue;
    const own = calls.get(from)?.[name] as Call | undefined;
    const descriptor = call.parameters.findIndex((parameter) => parameter.kind === 'fd');
    const serve: Call = (...parameters) => {
      if (own !== undefined && descriptor !== -1 && Number(parameters[descriptor]) >= firstOther)
        return own(...parameters);
      const returned = (borrowed as Call)(...parameters.map(asPassed));
      if (name === 'fd_write' && returned === 0) written(context.memory.readU32(Number(parameters[3])));
      return returned;
    };
    imports[from] = {
      ...imports[from],
      [name]: recordHostcall(context, call, serve as HostFunction, { suspending: false }),
    };
  }
  return imports;
}

/** Ends a program that writes more than that many bytes. */
export function outputLimit(limit: number): (bytes: number) => void {
  let total = 0;
  return (bytes) => {
    total += bytes;
    if (total <= limit) return;
    throw new GuestHalt({ kind: 'output-limit', message: `It wrote more than ${describeSize(limit)}.` });
  };
}

function ownCalls(context: WasiContext, abi: WasiAbi): HostFunctions {
  return Object.assign(
    {},
    ...[descriptorCalls, pathCalls, socketCalls].map((family) => family(context, abi)),
  );
}

/** An `i32` crosses as a signed number, and was made unsigned for our own calls. */
function asPassed(parameter: number | bigint): number | bigint {
  return typeof parameter === 'number' ? parameter | 0 : parameter;
}
