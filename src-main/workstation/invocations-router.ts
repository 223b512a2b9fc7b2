import type { WorkstationContext } from './context.ts';
import { listInvocationRows } from './invocation-rows.ts';
import { readInvocationTrace } from './invocation-trace.ts';
import { askSecondOpinion } from './second-opinion.ts';

/** The calls about invocations, whoever sent them. */
export function createInvocationsRouter({ rpc, platform, traces }: WorkstationContext) {
  const { store } = platform;
  return {
    list: rpc.invocations.list.handler(async ({ input, signal }) =>
      listInvocationRows(await traces.read(), store, input, signal),
    ),
    trace: rpc.invocations.trace.handler(async ({ input }) =>
      readInvocationTrace(await traces.read(), platform, input.invocationId),
    ),
    secondOpinion: rpc.invocations.secondOpinion.handler(async ({ input, signal }) =>
      askSecondOpinion(platform, await traces.read(), input, signal),
    ),
  };
}
