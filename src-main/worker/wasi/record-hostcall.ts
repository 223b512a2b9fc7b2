import { type Hostcall, type HostcallResult, wideKinds } from '../../contract/hostcalls.ts';
import { traceNoteBytes } from '../../contract/trace-events.ts';
import { GuestHalt } from '../guest-halt.ts';
import type { CallPosition } from '../trace/trace-recorder.ts';
import type { WasiContext } from './context.ts';
import { type Errno, errno } from './errno.ts';
import { memoryFault } from './guest-memory.ts';
import type { HostcallOutcome, HostFunction } from './hostcall.ts';

type Parameter = number | bigint;
type Returned = Errno | undefined;

export interface RecordingOptions {
  /** Whether what would have to wait may give a promise. */
  readonly suspending: boolean;
  /** Whether the guest is off the thread's stack until that is kept. */
  readonly leavesStack?: boolean;
}

/**
 * Makes the import of a call: what the guest passes and what it gets back goes into the session's recorder, as
 * the call's entry in the table describes it, so that the families know nothing of recording.
 * Pointers outside of the memory become `efault` here, and what would have to wait `enotsup` where the guest
 * can't be suspended.
 */
export function recordHostcall(
  context: WasiContext,
  call: Hostcall,
  serve: HostFunction,
  { suspending, leavesStack = false }: RecordingOptions,
) {
  const { memory } = context;
  const { number, results } = call;
  const texts = call.parameters.flatMap(({ kind }, index) => (kind === 'text' ? [index] : []));
  /** None may leave the others without room. */
  const textShare = Math.floor(traceNoteBytes / texts.length) - 1;
  const invoke = serve as (...parameters: Parameter[]) => ReturnType<HostFunction>;

  return (...parameters: Parameter[]): Returned | Promise<Returned> => {
    const { recorder, halted, interruption } = context.session;
    // a guest that caught its own end makes no more calls
    if (halted !== null) throw halted;
    const { halt } = interruption;
    if (halt !== null) throw ended(context, halt);
    const position = recorder.begin(number);
    context.refusedGrowth?.heed(call, parameters[0]);
    for (let index = 0; index < parameters.length; index += 1) {
      const value = parameters[index]!;
      recorder.parameter(position, index, value);
      if (typeof value === 'number') parameters[index] = value >>> 0;
    }
    for (const index of texts) recordText(position, parameters[index], parameters[index + 1]);
    let outcome: HostcallOutcome | GuestHalt;
    try {
      outcome = invoke(...parameters);
    } catch (error) {
      return finish(position, parameters, errnoOf(context, error));
    }
    if (outcome instanceof GuestHalt) throw ended(context, outcome);
    if (!(outcome instanceof Promise)) return finish(position, parameters, outcome);
    if (!suspending) return finish(position, parameters, errno.notsup);
    const wait = leavesStack ? interruption.duringAbsence(outcome) : interruption.during(outcome);
    return wait.then(
      (returned) => finish(position, parameters, returned),
      (error) => finish(position, parameters, errnoOf(context, error)),
    );
  };

  function recordText(position: CallPosition, pointer: Parameter | undefined, size: Parameter | undefined) {
    const start = Number(pointer);
    context.session.recorder.text(position, memory.bytes.subarray(start, start + Number(size)), textShare);
  }

  function finish(position: CallPosition, parameters: readonly Parameter[], returned: Returned): Returned {
    const { recorder } = context.session;
    if (returned === undefined || returned === errno.success)
      for (let index = 0; index < results.length; index += 1)
        recorder.result(position, index, readResult(results[index]!, parameters));
    recorder.end(position, returned);
    return returned;
  }

  function readResult(result: HostcallResult, parameters: readonly Parameter[]): Parameter {
    const pointer = Number(parameters[result.parameter]);
    return wideKinds.has(result.kind) ? memory.readU64(pointer) : memory.readU32(pointer);
  }
}

/** What a call answers that threw; whatever is not a fault of the guest's pointers goes on up through the guest. */
function errnoOf(context: WasiContext, error: unknown): Errno {
  if (error === memoryFault) return errno.fault;
  throw error instanceof GuestHalt ? ended(context, error) : error;
}

function ended(context: WasiContext, halt: GuestHalt): GuestHalt {
  context.session.halted = halt;
  return halt;
}
