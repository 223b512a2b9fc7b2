// The global of that name is a getter, which would be asked anew for every reading.
import { performance } from 'node:perf_hooks';
import {
  storedSlotWords,
  traceHeader,
  traceHeaderWords,
  traceMagic,
  traceNoErrno,
  traceNoteBytes,
  traceSlot,
  traceSlotWords,
  traceVersion,
} from '../../contract/trace-events.ts';
import { copyBytes } from '../copy-bytes.ts';
import { Slab } from '../slab.ts';
import { OutputTail, outputTailBytes } from './output-tail.ts';

/** When this thread's clock read 0, in milliseconds since the epoch. */
const { timeOrigin } = performance;
/** Bytes of a remark that texts make room for. */
const longestRemark = 80;

const headBytes = traceHeaderWords * 4;

/** Which call of a recording; what {@link TraceRecorder.begin} gives and the other methods take. */
export type CallPosition = number;

/**
 * Records the hostcalls of one invocation at a time into a preallocated ring (layout: contract/trace-events.ts).
 * A call costs two clock reads and a few stores; nothing is allocated. The ring is shared memory, and behind it the
 * ends of the outputs, so that they can be read after the thread that wrote them was killed, with
 * {@link snapshotTrace} and {@link snapshotOutput}.
 */
export class TraceRecorder {
  /** Memory that another thread can read the recording from. */
  readonly buffer: SharedArrayBuffer;
  readonly stdout: OutputTail;
  readonly stderr: OutputTail;
  readonly #words: Uint32Array;
  readonly #floats: Float64Array;
  readonly #wide: BigInt64Array;
  readonly #bytes: Uint8Array;
  readonly #slab = new Slab();
  readonly #encoder = new TextEncoder();
  readonly #firstSlots: number;
  readonly #lastSlots: number;
  #calls = 0;
  #origin = 0;

  /**
   * Takes how many of the first calls and how many of the last ones are kept. Pages that no call reaches cost no
   * memory.
   */
  constructor({ firstSlots = 256, lastSlots = 256 }: { firstSlots?: number; lastSlots?: number } = {}) {
    const ringBytes = (traceHeaderWords + (firstSlots + lastSlots) * traceSlotWords) * 4;
    this.buffer = new SharedArrayBuffer(ringBytes + 2 * outputTailBytes);
    this.stdout = new OutputTail(this.buffer, ringBytes);
    this.stderr = new OutputTail(this.buffer, ringBytes + outputTailBytes);
    this.#words = new Uint32Array(this.buffer);
    this.#floats = new Float64Array(this.buffer);
    this.#wide = new BigInt64Array(this.buffer);
    this.#bytes = new Uint8Array(this.buffer);
    this.#firstSlots = firstSlots;
    this.#lastSlots = lastSlots;
    this.#words[traceHeader.magic] = traceMagic;
    this.#words[traceHeader.version] = traceVersion;
    this.#words[traceHeader.firstSlots] = firstSlots;
    this.#words[traceHeader.lastSlots] = lastSlots;
  }

  /** Forgets the recording before and starts the clock of a new invocation. */
  reset(): void {
    this.#calls = 0;
    this.stdout.reset();
    this.stderr.reset();
    this.#words[traceHeader.calls] = 0;
    this.#origin = performance.now();
    this.#floats[traceHeader.startedAt >> 1] = timeOrigin + this.#origin;
    this.#floats[traceHeader.guestStart >> 1] = 0;
    this.#words[traceHeader.pages] = 0;
  }

  /** Microseconds since the invocation began. */
  elapsed(): number {
    return (performance.now() - this.#origin) * 1000;
  }

  /** Notes that the sandbox is ready and the guest begins; gives the microseconds that it took. */
  guestStarts(): number {
    const elapsed = this.elapsed();
    this.#floats[traceHeader.guestStart >> 1] = elapsed;
    return elapsed;
  }

  /** Notes how large the guest's memory is, for whoever reads this after a thread that was killed. */
  memory(pages: number): void {
    this.#words[traceHeader.pages] = pages;
  }

  /** A call begins. Calls may nest and overlap. */
  begin(call: number): CallPosition {
    const position = this.#calls;
    this.#calls = position + 1;
    this.#words[traceHeader.calls] = position + 1;
    const at = this.#slot(position);
    this.#words[at + traceSlot.call] = call;
    this.#words[at + traceSlot.errno] = traceNoErrno;
    this.#words[at + traceSlot.sequence] = position;
    this.#words[at + traceSlot.noteLength] = 0;
    this.#floats[(at + traceSlot.end) >> 1] = -1;
    this.#floats[(at + traceSlot.start) >> 1] = this.elapsed();
    return position;
  }

  /** The value of a parameter, by its place: a number for `i32`, a bigint for `i64`. */
  parameter(position: CallPosition, index: number, value: number | bigint): void {
    this.#store(this.#slot(position) + traceSlot.parameters + index * 2, value);
  }

  /** A result, by its place in the table; nothing when the slot has been taken by a later call. */
  result(position: CallPosition, index: number, value: number | bigint): void {
    const at = this.#kept(position);
    if (at !== -1) this.#store(at + traceSlot.results + index * 2, value);
  }

  /** Adds a text parameter's bytes, `most` of them, as far as there is room. */
  text(position: CallPosition, bytes: Uint8Array, most = traceNoteBytes): void {
    const at = this.#kept(position);
    if (at === -1) return;
    if (this.#words[at + traceSlot.noteLength] === traceNoteBytes) this.#shortenNote(at, traceNoteBytes - 1);
    const used = this.#words[at + traceSlot.noteLength]!;
    const room = Math.min(traceNoteBytes - used - 1, most);
    const kept = bytes.length <= room ? bytes : bytes.subarray(0, room);
    const start = (at + traceSlot.note) * 4 + used;
    this.#bytes.set(kept, start);
    this.#bytes[start + kept.length] = 0;
    this.#words[at + traceSlot.noteLength] = used + kept.length + 1;
  }

  /** The call that began last; -1 before the first. */
  get latest(): CallPosition {
    return this.#calls - 1;
  }

  /** Adds what the host has to say about a call: why a connection failed, what was refused. Long texts make room for it. */
  remark(position: CallPosition, text: string): void {
    const at = position < 0 ? -1 : this.#kept(position);
    if (at === -1) return;
    const bytes = this.#encoder.encode(text).subarray(0, longestRemark);
    this.#shortenNote(at, traceNoteBytes - bytes.length - 1);
    this.text(position, bytes);
  }

  /** The call returns; `errno` is undefined for one that returns nothing. */
  end(position: CallPosition, errno: number | undefined): void {
    const at = this.#kept(position);
    if (at === -1) return;
    if (errno !== undefined) this.#words[at + traceSlot.errno] = errno;
    this.#floats[(at + traceSlot.end) >> 1] = this.elapsed();
  }

  /** The recording so far, as a stored trace. */
  snapshot(): Uint8Array<ArrayBuffer> {
    return copyTrace(this.#words, this.#bytes, this.#slab);
  }

  #slot(position: CallPosition): number {
    const slot =
      position < this.#firstSlots
        ? position
        : this.#firstSlots + ((position - this.#firstSlots) % this.#lastSlots);
    return traceHeaderWords + slot * traceSlotWords;
  }

  /** The slot of a call, or -1 when a later call has taken it. */
  #kept(position: CallPosition): number {
    const at = this.#slot(position);
    return this.#words[at + traceSlot.sequence] === position ? at : -1;
  }

  /** Takes bytes off the end of a note's texts, the longest one's first, until they and their ends are no more than that. */
  #shortenNote(at: number, most: number): void {
    const used = this.#words[at + traceSlot.noteLength]!;
    if (used <= most) return;
    const start = (at + traceSlot.note) * 4;
    const note = Buffer.from(this.#bytes.slice(start, start + used)).toString('latin1');
    const texts = note.split('\0').slice(0, -1);
    for (let excess = used - most; excess > 0; excess -= 1) {
      const longest = texts.reduce(
        (best, text, index) => (text.length > texts[best]!.length ? index : best),
        0,
      );
      texts[longest] = texts[longest]!.slice(0, -1);
    }
    this.#bytes.set(Buffer.from(texts.map((text) => `${text}\0`).join(''), 'latin1'), start);
    this.#words[at + traceSlot.noteLength] = most;
  }

  #store(at: number, value: number | bigint): void {
    if (typeof value === 'number') this.#words[at] = value;
    else this.#wide[at >> 1] = value;
  }
}

/** The recording in a recorder's buffer, as a stored trace; also of a thread that is gone. */
export function snapshotTrace(buffer: SharedArrayBuffer): Uint8Array<ArrayBuffer> {
  return copyTrace(new Uint32Array(buffer), new Uint8Array(buffer), new Slab());
}

/** When the guest began, in microseconds, and how many pages its memory had; also of a thread that is gone. */
export function snapshotGuest(buffer: SharedArrayBuffer): { start: number; pages: number } {
  const start = new Float64Array(buffer)[traceHeader.guestStart >> 1]!;
  return { start, pages: new Uint32Array(buffer)[traceHeader.pages]! };
}

/**
 * Copies a recording out of its ring, given as words and as bytes: the slots in use, in the order of the calls. Plain loops,
 * for it is done for every invocation.
 */
function copyTrace(words: Uint32Array, bytes: Uint8Array, slab: Slab): Uint8Array<ArrayBuffer> {
  const kept = Math.min(
    words[traceHeader.calls]!,
    words[traceHeader.firstSlots]! + words[traceHeader.lastSlots]!,
  );
  let length = headBytes;
  for (let index = 0; index < kept; index += 1)
    length += storedSlotWords(words[slotOf(words, index) + traceSlot.noteLength]!) * 4;
  const trace = slab.take(length);
  copyBytes(bytes, trace, 0, 0, headBytes);
  let to = headBytes;
  for (let index = 0; index < kept; index += 1) {
    const at = slotOf(words, index);
    const noteLength = words[at + traceSlot.noteLength]!;
    copyBytes(bytes, trace, to, at * 4, (at + traceSlot.note) * 4 + noteLength);
    to += storedSlotWords(noteLength) * 4;
  }
  return trace;
}

/** Where the slot of a call begins, counted among those that are kept. */
function slotOf(words: Uint32Array, index: number): number {
  const calls = words[traceHeader.calls]!;
  const firstSlots = words[traceHeader.firstSlots]!;
  const lastSlots = words[traceHeader.lastSlots]!;
  const isTurned = index >= firstSlots && calls > firstSlots + lastSlots;
  const slot = isTurned ? firstSlots + ((calls - firstSlots + index - firstSlots) % lastSlots) : index;
  return traceHeaderWords + slot * traceSlotWords;
}

/** The ends of what an invocation wrote, from its recorder's buffer; also of a thread that is gone. */
export function snapshotOutput(buffer: SharedArrayBuffer): { stdout: Uint8Array; stderr: Uint8Array } {
  const tail = (fromEnd: number) =>
    new OutputTail(buffer, buffer.byteLength - fromEnd * outputTailBytes).read();
  return { stdout: tail(2), stderr: tail(1) };
}
