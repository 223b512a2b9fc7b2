import { copyBytes } from '../copy-bytes.ts';
import { Slab } from '../slab.ts';

/** Numbers that a frame carries, and byte sequences. What they mean is for its codec to say. */
export const frameNumbers = 8;
export const frameBlobs = 4;

/** A message between threads: numbers, text (JSON, or empty) and bytes. */
export interface Frame {
  readonly numbers: readonly number[];
  readonly text: string;
  readonly blobs: readonly Uint8Array[];
}

/** Word offsets of the two positions; each stands on a cache line of its own, for it has one writer. */
const writePosition = 0;
const readPosition = 16;
const ringHeadBytes = 128;

/** A frame's head: its length, its text's length, its blobs' lengths (32 bits each), then its numbers (64-bit floats). */
const lengthsBytes = 8 + frameBlobs * 4;
const frameHeadBytes = lengthsBytes + frameNumbers * 8;
/** Stands where a frame's length would: the rest of the ring is empty, go on at its beginning. */
const skipToStart = 0xffff_ffff;

const empty = new Uint8Array(0);

/**
 * A ring of frames in shared memory with one writer and one reader: a message costs a copy and a few stores, where
 * a posted one costs serialisation and a wake-up. Capacity in bytes, a power of two.
 */
export function allocateFrameRing(capacity: number): SharedArrayBuffer {
  return new SharedArrayBuffer(ringHeadBytes + capacity);
}

/** The views of one ring that both ends work on. */
class RingMemory {
  readonly positions: Int32Array;
  readonly bytes: Buffer;
  readonly words: Uint32Array;
  readonly floats: Float64Array;
  readonly capacity: number;

  constructor(buffer: SharedArrayBuffer) {
    this.capacity = buffer.byteLength - ringHeadBytes;
    this.positions = new Int32Array(buffer, 0, ringHeadBytes / 4);
    this.bytes = Buffer.from(buffer, ringHeadBytes);
    this.words = new Uint32Array(buffer, ringHeadBytes);
    this.floats = new Float64Array(buffer, ringHeadBytes);
  }
}

/** The end that writes. */
export class FrameWriter {
  readonly #ring: RingMemory;

  constructor(buffer: SharedArrayBuffer) {
    this.#ring = new RingMemory(buffer);
  }

  /** Writes a frame; false where there is no room for it now, or where it is too large for this ring at all. */
  write(frame: Frame): boolean {
    const ring = this.#ring;
    const most = align(frameHeadBytes + frame.text.length * 3 + totalLength(frame.blobs));
    // One large frame would make all others wait for its copy, and wrapping it would waste half of the ring.
    if (most > ring.capacity >> 2) return false;
    let written = Atomics.load(ring.positions, writePosition);
    let room = ring.capacity - ((written - Atomics.load(ring.positions, readPosition)) >>> 0);
    const untilEnd = ring.capacity - (written & (ring.capacity - 1));
    if (untilEnd < most) {
      if (room < untilEnd + most) return false;
      ring.words[(ring.capacity - untilEnd) >> 2] = skipToStart;
      written = (written + untilEnd) | 0;
      room -= untilEnd;
    }
    if (room < most) return false;
    const length = this.#put(frame, written & (ring.capacity - 1));
    Atomics.store(ring.positions, writePosition, (written + length) | 0);
    return true;
  }

  /** Puts the frame's parts at that offset and gives its length in bytes, a multiple of eight. */
  #put(frame: Frame, at: number): number {
    const { bytes, words, floats } = this.#ring;
    for (let index = 0; index < frameNumbers; index += 1)
      floats[((at + lengthsBytes) >> 3) + index] = frame.numbers[index] ?? 0;
    let end = at + frameHeadBytes;
    const text = frame.text === '' ? 0 : bytes.write(frame.text, end, 'utf8');
    end += text;
    for (let index = 0; index < frameBlobs; index += 1) {
      const blob = frame.blobs[index];
      words[(at >> 2) + 2 + index] = blob?.length ?? 0;
      if (blob === undefined || blob.length === 0) continue;
      copyBytes(blob, bytes, end);
      end += blob.length;
    }
    const length = align(end - at);
    words[at >> 2] = length;
    words[(at >> 2) + 1] = text;
    return length;
  }
}

/** The end that reads. */
export class FrameReader {
  readonly #ring: RingMemory;
  readonly #slab = new Slab();

  constructor(buffer: SharedArrayBuffer) {
    this.#ring = new RingMemory(buffer);
  }

  /** The next frame, copied out of the ring; null where there is none. */
  read(): Frame | null {
    const { positions, words, capacity } = this.#ring;
    let position = Atomics.load(positions, readPosition);
    if (position === Atomics.load(positions, writePosition)) return null;
    let at = position & (capacity - 1);
    if (words[at >> 2] === skipToStart) {
      position = (position + capacity - at) | 0;
      at = 0;
    }
    const frame = this.#take(at);
    Atomics.store(positions, readPosition, (position + words[at >> 2]!) | 0);
    return frame;
  }

  #take(at: number): Frame {
    const { bytes, words, floats } = this.#ring;
    const numbers: number[] = [];
    for (let index = 0; index < frameNumbers; index += 1)
      numbers.push(floats[((at + lengthsBytes) >> 3) + index]!);
    const textStart = at + frameHeadBytes;
    const textEnd = textStart + words[(at >> 2) + 1]!;
    const text = textEnd === textStart ? '' : bytes.toString('utf8', textStart, textEnd);
    return { numbers, text, blobs: this.#takeBlobs(at, textEnd) };
  }

  #takeBlobs(at: number, start: number): Uint8Array[] {
    const { bytes, words } = this.#ring;
    const first = (at >> 2) + 2;
    let total = 0;
    for (let index = 0; index < frameBlobs; index += 1) total += words[first + index]!;
    const copy = this.#slab.take(total);
    bytes.copy(copy, 0, start, start + total);
    const blobs: Uint8Array[] = [];
    let from = 0;
    for (let index = 0; index < frameBlobs; index += 1) {
      const length = words[first + index]!;
      blobs.push(length === 0 ? empty : copy.subarray(from, from + length));
      from += length;
    }
    return blobs;
  }
}

function align(length: number): number {
  return (length + 7) & ~7;
}

function totalLength(blobs: readonly Uint8Array[]): number {
  let total = 0;
  for (const blob of blobs) total += blob.length;
  return total;
}
