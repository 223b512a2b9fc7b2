import type { GuestHalt } from '../guest-halt.ts';
import type { WasiAbi } from './abi.ts';
import type { WasiContext } from './context.ts';
import type { Errno } from './errno.ts';

/** What a call answers: an errno, nothing where its signature has no result, or the promise of either. */
export type HostcallOutcome = Errno | undefined | Promise<Errno | undefined>;

/**
 * Serves one hostcall. Each has its own parameters, those of contract/hostcalls.ts: `i32` arrives as an unsigned
 * number, `i64` as a signed bigint. One that is there to end the guest gives its halt, which is thrown then: V8 leaves a
 * function that never returns as slow as it is at first.
 */
export type HostFunction = (...parameters: never[]) => HostcallOutcome | GuestHalt;

/** Calls by name, of one family. */
export type HostFunctions = Readonly<Record<string, HostFunction>>;

/**
 * A family of calls, made once for an instance. A call reads and writes guest memory through the context, lets
 * a memory fault pass (it becomes `efault`), and leaves recording to whoever assembles the families.
 */
export type HostcallFamily = (context: WasiContext, abi: WasiAbi) => HostFunctions;
