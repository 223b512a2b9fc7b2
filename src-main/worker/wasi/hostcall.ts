import type { WasiAbi } from './abi.ts';
import type { WasiContext } from './context.ts';
import type { Errno } from './errno.ts';

/** A parameter as a family receives it: `i32` as an unsigned number, `i64` as a signed bigint. */
// biome-ignore lint/suspicious/noExplicitAny: each call fixes its own parameters; the table in hostcalls.ts has them
type Parameter = any;

/** Serves one hostcall: gives an errno, or the promise of one where it has to wait. */
export type HostFunction = (...parameters: Parameter[]) => Errno | undefined | Promise<Errno | undefined>;

/** Calls by name, of one family. */
export type HostFunctions = Readonly<Record<string, HostFunction>>;

/**
 * A family of calls, made once for an instance. A call reads and writes guest memory through the context, may
 * throw what {@link import('./guest-memory.ts').GuestMemory} throws, and leaves recording to whoever assembles it.
 */
export type HostcallFamily = (context: WasiContext, abi: WasiAbi) => HostFunctions;
