/**
 * The recording of one invocation: bytes that a worker writes while the guest runs and that everybody else reads.
 *
 * A header of {@link traceHeaderWords} words is followed by slots of {@link traceSlotWords} words, one a call.
 * Words are 32 bits, little-endian; times are 64-bit floats, arguments and results take 64 bits each. In a
 * worker's ring, call n stands in slot n while n < `firstSlots`, and in slot
 * `firstSlots + (n - firstSlots) mod lastSlots` after that: the first calls and the last ones are kept, what was
 * between them is counted. In a stored trace the slots are in the order of the calls, none is empty, and each ends
 * behind its note, at a multiple of 64 bits: most calls have none. In version 1 they were as long as in a ring.
 */

/** Raised with any change of the layout below; a reader refuses versions that it doesn't know. */
export const traceVersion = 2;

/** `ATRC`, read as a little-endian word. */
export const traceMagic = 0x43525441;

export const traceHeaderWords = 12;
export const traceSlotWords = 64;

/** Word offsets in the header. */
export const traceHeader = {
  magic: 0,
  version: 1,
  /** Calls begun, kept or not. */
  calls: 2,
  firstSlots: 3,
  lastSlots: 4,
  /** 64-bit float: milliseconds since the epoch when the invocation began. */
  startedAt: 6,
  /** 64-bit float: microseconds from there until the guest began; 0 while it has not. */
  guestStart: 8,
  /** Pages of the guest's memory, as far as its calls have shown; 0 while it has not begun. */
  pages: 10,
} as const;

/** Word offsets in a slot. */
export const traceSlot = {
  /** 64-bit float: microseconds since the invocation began. */
  start: 0,
  /** 64-bit float: likewise; negative while the call has not returned. */
  end: 2,
  /** Which hostcall: its number in `hostcalls.ts`. */
  call: 4,
  /** The errno it returned; {@link traceNoErrno} where it returned none. */
  errno: 5,
  /** Which call of the invocation this is, from 0. */
  sequence: 6,
  /** Bytes used of the note. */
  noteLength: 7,
  /** Up to 9 arguments, two words each; the upper word of a 32-bit argument means nothing. */
  parameters: 8,
  /** Up to 4 results, two words each, in the order of the table. */
  results: 26,
  /**
   * UTF-8: the call's text parameters as far as there was room, then what the host says about it; each piece ends
   * with a zero byte.
   */
  note: 34,
} as const;

/** Bytes of the end of stdout and of stderr, each, that are kept with a trace. */
export const keptOutputBytes = 16 * 1024;

export const traceNoteBytes = (traceSlotWords - traceSlot.note) * 4;

/** Of a call that returns nothing, or that has not returned. */
export const traceNoErrno = 0xffff_ffff;

/** How many words the slot of a call takes in a stored trace. */
export function storedSlotWords(noteLength: number): number {
  return traceSlot.note + 2 * Math.ceil(noteLength / 8);
}

/** Where the slots of a stored trace begin, as word offsets; what is cut off at its end is left out. */
export function storedSlots(words: Uint32Array): number[] {
  const slots: number[] = [];
  for (let at = traceHeaderWords, next = at; ; at = next) {
    if (at + traceSlot.note > words.length) return slots;
    next =
      at +
      (words[traceHeader.version] === 1
        ? traceSlotWords
        : storedSlotWords(words[at + traceSlot.noteLength]!));
    if (next > words.length) return slots;
    slots.push(at);
  }
}

/** The words of a stored trace; copied, so that they are aligned. */
export function traceWords(trace: Uint8Array): Uint32Array<ArrayBuffer> {
  return new Uint32Array(trace.slice(0, trace.length - (trace.length % 8)).buffer as ArrayBuffer);
}
