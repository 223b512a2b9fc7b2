import { hostcalls } from '../../contract/hostcalls.ts';
import type { WasiContext } from '../wasi/context.ts';
import type { Errno } from '../wasi/errno.ts';
import type { HostFunctions } from '../wasi/hostcall.ts';
import { recordHostcall } from '../wasi/record-hostcall.ts';

/** A hostcall as the runtime makes it for its program. */
export type RecordedCall = (...parameters: number[]) => Errno | undefined | Promise<unknown>;

/** One of these calls, recorded as the guest's own would be. */
export function recordedCall(context: WasiContext, calls: HostFunctions, name: string): RecordedCall {
  const call = hostcalls.find((candidate) => candidate.name === name)!;
  return recordHostcall(context, call, calls[name]!, { suspending: true });
}
