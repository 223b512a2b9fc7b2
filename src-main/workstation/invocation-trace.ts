import { AtelierError } from '../contract/errors.ts';
import type { Halt, InvocationTiming } from '../contract/invocation.ts';
import type { InvocationRow, InvocationTrace } from '../contract/rpc/invocations.ts';
import type { Platform } from '../platform.ts';
import { locateHalt } from '../symbols/locate-halt.ts';
import { describeCalls } from '../traces/describe-calls.ts';
import { writeDmesg } from '../traces/dmesg-writer.ts';
import type { InvocationRemains } from '../traces/kept-invocation.ts';
import { buildTraceModel, stackOf } from '../traces/trace-model.ts';
import type { TraceStore } from '../traces/trace-store.ts';
import { rowWriter } from './invocation-rows.ts';
import { repetitionOf } from './repetition.ts';

const decoder = new TextDecoder();
const phaseNames = ['start', 'guest', 'host', 'respond'] as const;

/**
 * All that an invocation left behind, ready to be looked at, with the lines of its stack where its release has DWARF.
 * Throws `not-found` where it is not kept any more.
 */
export async function readInvocationTrace(
  traces: TraceStore,
  { store, objects }: Pick<Platform, 'store' | 'objects'>,
  id: string,
): Promise<InvocationTrace> {
  const kept = traces.find(id);
  if (kept === undefined)
    throw new AtelierError(
      'not-found',
      `Invocation ${id} is not kept any more: it was cleared, or made room for newer ones. Of each function the last ` +
        'thousand are kept.',
    );
  const { invocation, remains } = kept;
  const row = rowWriter(store)(invocation);
  const { obstacle } = repetitionOf(store, invocation, remains);
  if (remains === null) return { ...nothingLeft(row), repeatObstacle: obstacle };
  const halt = await locateHalt(remains.halt, (digest) => objects.get(digest));
  return { ...describeTrace(row, { ...remains, halt }, invocation.timing), repeatObstacle: obstacle };
}

/** What a run left behind, ready to be looked at. */
export function describeTrace(
  row: InvocationRow,
  { trace, halt, stdout, stderr }: Omit<InvocationRemains, 'input'>,
  timing: InvocationTiming,
): InvocationTrace {
  const model = buildTraceModel(trace, timing, halt);
  return {
    invocation: row,
    calls: describeCalls(model, row.trigger),
    dropped: model.gap?.calls ?? 0,
    phases: phaseNames.map((name) => ({ name, duration: Math.max(0, model.phases[name]) })),
    halt: { kind: halt.kind, message: messageOf(halt), stack: [...stackOf(halt)] },
    dmesg: writeDmesg(model),
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
    hasRemains: true,
    repeatObstacle: null,
  };
}

/** Of an invocation that was refused, or whose recording made room for newer ones. */
function nothingLeft(row: InvocationRow): Omit<InvocationTrace, 'repeatObstacle'> {
  const { calls, halt, message, start, run, total } = row;
  return {
    invocation: row,
    calls: [],
    dropped: calls,
    phases: [
      { name: 'start', duration: start },
      { name: 'guest', duration: run },
      { name: 'respond', duration: Math.max(0, total - start - run) },
    ],
    halt: { kind: halt, message: message ?? (halt === 'exit' ? 'exit code 0' : ''), stack: [] },
    dmesg: '',
    stdout: '',
    stderr: '',
    hasRemains: false,
  };
}

/** Why a run ended, in words. */
export function messageOf(halt: Halt): string {
  return halt.kind === 'exit' ? `exit code ${halt.code}` : halt.message;
}
