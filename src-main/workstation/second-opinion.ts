import { AtelierError } from '../contract/errors.ts';
import type { InvocationInput, InvocationOutput } from '../contract/invocation.ts';
import { functionDefaults, platformLimits } from '../contract/limits.ts';
import type { InvocationRow, SecondOpinion } from '../contract/rpc/invocations.ts';
import type { OtherEngine } from '../contract/second-opinion.ts';
import type { Platform } from '../platform.ts';
import { countCalls } from '../traces/count-calls.ts';
import type { InvocationRemains, KeptInput, KeptInvocation } from '../traces/kept-invocation.ts';
import type { TraceStore } from '../traces/trace-store.ts';
import { programArguments } from '../worker/program-arguments.ts';
import { compareOutputs, type ProgramOutcome } from '../worker/second-opinion/compare-outputs.ts';
import { rowWriter } from './invocation-rows.ts';
import { describeTrace, messageOf } from './invocation-trace.ts';
import { repetitionOf } from './repetition.ts';
import { runElsewhere } from './run-elsewhere.ts';

/**
 * Runs a kept invocation again under another engine, with the same module, request and environment, and compares.
 * Throws `not-found` where it is not kept, `conflict` where it can't be run again, `invalid-module` where the engine
 * can't take the module, `deadline-exceeded`.
 */
export async function askSecondOpinion(
  { store, objects }: Platform,
  traces: TraceStore,
  { invocationId, engine }: { readonly invocationId: string; readonly engine: OtherEngine },
  signal: AbortSignal | undefined,
): Promise<SecondOpinion> {
  const kept = traces.find(invocationId);
  if (kept === undefined)
    throw new AtelierError('not-found', `Invocation ${invocationId} is not kept any more.`);
  const { invocation } = kept;
  const repetition = repetitionOf(store, invocation, kept.remains);
  if (repetition.obstacle !== null)
    throw new AtelierError('conflict', `This invocation can’t be run again: ${repetition.obstacle}.`);
  const wasm = await objects.get(repetition.digest);
  const maxMemory = store.functions.find(invocation.functionId)?.maxMemory ?? functionDefaults.maxMemory;
  const input = inputOf(invocation, repetition.input, maxMemory);
  const output = await runElsewhere({ engine, wasm, input }, signal);
  const row = rowWriter(store)(invocation);
  return {
    engine,
    differences: compareOutputs(oursOf(invocation, repetition.remains), theirsOf(invocation, output)),
    trace: describeTrace(rowOf(row, output), output, output.timing),
  };
}

function inputOf({ id, trigger }: KeptInvocation, input: KeptInput, maxMemory: number): InvocationInput {
  const limits = { maxMemory, output: platformLimits.output };
  return { id, trigger, arguments: programArguments, ...input, limits };
}

function oursOf(
  { trigger, status, responseSize }: KeptInvocation,
  remains: InvocationRemains,
): ProgramOutcome {
  const answered = trigger === 'Http' && remains.halt.kind === 'exit' && remains.halt.code === 0;
  return { ...remains, response: answered ? responseText(status, responseSize) : null };
}

function theirsOf({ trigger }: KeptInvocation, output: InvocationOutput): ProgramOutcome {
  const { response } = output;
  const answered = trigger === 'Http' && response !== null;
  return { ...output, response: answered ? responseText(response.status, response.body.length) : null };
}

function responseText(status: number, size: number): string {
  return `${status}, ${size} bytes`;
}

/** The row of the invocation as it would have been there. */
function rowOf(row: InvocationRow, { halt, timing, pages, trace }: InvocationOutput): InvocationRow {
  const failed = halt.kind !== 'exit' || halt.code !== 0;
  const { calls, errors } = countCalls(trace);
  return {
    ...row,
    halt: halt.kind,
    message: failed ? messageOf(halt) : null,
    ...timing,
    pages,
    calls,
    errors,
  };
}
