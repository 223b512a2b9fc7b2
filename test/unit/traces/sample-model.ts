import { hostcalls } from '../../../src-main/contract/hostcalls.ts';
import { dmesgName } from '../../../src-main/traces/dmesg-grammar.ts';
import type { TraceCall } from '../../../src-main/traces/trace-call.ts';
import { phasesOf, type TraceModel } from '../../../src-main/traces/trace-model.ts';

/** A call that returned, with those values for its parameters. */
export function call(name: string, values: readonly bigint[], over: Partial<TraceCall> = {}): TraceCall {
  const hostcall = hostcalls.find((candidate) => candidate.name === name);
  if (hostcall === undefined) throw new Error(`no hostcall is called ${name}`);
  return {
    name: dmesgName(hostcall),
    hostcall,
    parameters: hostcall.parameters.map(({ name: parameter, kind }, index) => ({
      name: parameter,
      kind,
      value: values[index] ?? 0n,
      text: null,
    })),
    results: [],
    errno: hostcall.returns === 'errno' ? 0 : null,
    returned: hostcall.returns !== 'never',
    remark: null,
    start: null,
    end: null,
    guestBefore: null,
    ...over,
  };
}

/** An invocation that ended well; times as in the vendor's sample. */
export function model(over: Partial<TraceModel> = {}): TraceModel {
  const timing = { start: 2202.681, run: 3359.928, total: 5652.87 };
  return {
    calls: [],
    gap: null,
    halt: { kind: 'exit', code: 0 },
    stack: [],
    timing,
    phases: phasesOf(timing, 0),
    ...over,
  };
}

/** dmesg of the vendor's documentation, byte for byte. */
export const vendorSample =
  'Start time: 2.202681ms\n\nWASI_FD_WRITE(vmctx=30c0ffee, 01, ffec8, 01, ffe9c)\n\tnwritten: 12\nHOST_HALT(vmctx=c000, 00)\n\tGRACEFULLY EXIT\n\nHalt reason: host_halt\n\n\tat 0x00001003: internal::graceful_exit\n\t\tmangled state: no valid stackframe found (rsp:00200010, rbp:00200008)\n\nRun time: 3.359928ms\nTotal time: 5.65287ms\n';

export const vendorModel = model({
  calls: [
    call('fd_write', [1n, 0xffec8n, 1n, 0xffe9cn], {
      results: [{ name: 'nwritten', kind: 'size', value: 12n }],
    }),
  ],
  stack: [
    {
      functionName: 'internal::graceful_exit',
      offset: 0x1003,
      source: 'mangled state: no valid stackframe found (rsp:00200010, rbp:00200008)',
    },
  ],
});
