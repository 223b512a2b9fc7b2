import type { TriggerKind } from '../contract/invocation.ts';
import type { InvocationTrace } from '../contract/rpc/invocations.ts';
import { decodeValue, rawValue } from './decode-value.ts';
import { DescriptorNames } from './descriptor-names.ts';
import { categoryOf, explainCall, explainErrno, explainProblem } from './explain-call.ts';
import type { TraceModel } from './trace-model.ts';

export type DescribedCall = InvocationTrace['calls'][number];

/**
 * The calls of a trace as `strace` would show them, with times relative to the guest's start, in microseconds. The
 * trigger tells what the descriptors were that the guest found open.
 */
export function describeCalls({ calls, gap, timing }: TraceModel, trigger?: TriggerKind): DescribedCall[] {
  const descriptors = new DescriptorNames(trigger);
  return calls.map((call, kept) => {
    const { hostcall, parameters, results, errno, start, end, guestBefore } = call;
    const described = {
      index: gap !== null && kept >= gap.position ? kept + gap.calls : kept,
      module: hostcall?.module ?? '',
      name: hostcall?.name ?? call.name,
      category: categoryOf(call, descriptors),
      arguments: parameters.map((parameter) => ({
        name: parameter.name,
        raw: rawValue(parameter),
        decoded: decodeValue(parameter, descriptors),
      })),
      results: results.map((result) => ({ name: result.name, value: decodeValue(result, descriptors) })),
      errno: explainErrno(errno),
      problem: explainProblem(call),
      start: start === null ? null : start - timing.start,
      duration: start === null || end === null ? null : end - start,
      gap: guestBefore,
      explanation: explainCall(call, descriptors),
    };
    descriptors.follow(call);
    return described;
  });
}
