import { AtelierError } from '../contract/errors.ts';
import { type Hostcall, hostcalls, wideKinds } from '../contract/hostcalls.ts';
import {
  storedSlots,
  traceHeader,
  traceHeaderWords,
  traceMagic,
  traceNoErrno,
  traceSlot,
  traceVersion,
  traceWords,
} from '../contract/trace-events.ts';
import { dmesgName } from './dmesg-grammar.ts';
import type { TraceCall, TraceGap } from './trace-call.ts';

const decoder = new TextDecoder();

/** Reads the calls of a stored trace. Throws `invalid-input` for bytes that are none, or of another version. */
export function readTrace(trace: Uint8Array): { calls: readonly TraceCall[]; gap: TraceGap | null } {
  const words = checkedWords(trace);
  const calls = storedSlots(words).map((at) => readCall(words, at));
  const missing = words[traceHeader.calls]! - calls.length;
  return { calls, gap: missing > 0 ? { position: words[traceHeader.firstSlots]!, calls: missing } : null };
}

/** The words of a trace of a version that is known. */
function checkedWords(trace: Uint8Array): Uint32Array<ArrayBuffer> {
  const words = traceWords(trace);
  if (words.length < traceHeaderWords || words[traceHeader.magic] !== traceMagic)
    throw new AtelierError('invalid-input', 'These bytes are not a recorded trace.');
  const version = words[traceHeader.version]!;
  if (version > traceVersion)
    throw new AtelierError(
      'invalid-input',
      `The trace is of version ${version}, and this Atelier reads version ${traceVersion}. Open it with the Atelier that recorded it.`,
    );
  return words;
}

function readCall(words: Uint32Array<ArrayBuffer>, at: number): TraceCall {
  const hostcall = hostcalls[words[at + traceSlot.call]!];
  if (hostcall === undefined)
    throw new AtelierError(
      'invalid-input',
      `The trace has a call of number ${words[at + traceSlot.call]}, which there is not.`,
    );
  const times = new Float64Array(words.buffer, (at + traceSlot.start) * 4, 2);
  const [start = 0, end = -1] = times;
  const errno = words[at + traceSlot.errno]!;
  const returned = end >= 0;
  const { texts, remark } = readNote(words, at, hostcall);
  return {
    name: dmesgName(hostcall),
    hostcall,
    parameters: hostcall.parameters.map(({ name, kind }, index) => ({
      name,
      kind,
      value: readValue(words, at + traceSlot.parameters + index * 2, wideKinds.has(kind)),
      text: texts.get(index) ?? null,
    })),
    results: returned && (errno === 0 || errno === traceNoErrno) ? readResults(words, at, hostcall) : [],
    errno: errno === traceNoErrno ? null : errno,
    returned,
    remark,
    start,
    end: returned ? end : null,
    guestBefore: null,
  };
}

function readResults(words: Uint32Array, at: number, { results }: Hostcall) {
  return results.map(({ name, kind }, index) => ({
    name,
    kind,
    value: readValue(words, at + traceSlot.results + index * 2, wideKinds.has(kind)),
  }));
}

function readValue(words: Uint32Array, at: number, wide: boolean): bigint {
  const low = BigInt(words[at]!);
  return wide ? low | (BigInt(words[at + 1]!) << 32n) : low;
}

/** The note's pieces: one for each text parameter, by the parameter's place, and then the remark. */
function readNote(words: Uint32Array<ArrayBuffer>, at: number, { parameters }: Hostcall) {
  const length = words[at + traceSlot.noteLength]!;
  const note = decoder.decode(new Uint8Array(words.buffer, (at + traceSlot.note) * 4, length));
  const pieces = note.split('\0').slice(0, -1);
  const places = parameters.flatMap(({ kind }, index) => (kind === 'text' ? [index] : []));
  const texts = new Map(places.slice(0, pieces.length).map((place, index) => [place, pieces[index]!]));
  return { texts, remark: pieces[places.length] ?? null };
}
