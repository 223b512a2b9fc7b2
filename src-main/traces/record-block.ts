/** How many numbers and byte sequences a record has; what they mean is for its codec to say. */
export const recordNumbers = 15;
export const recordBlobs = 4;

export interface BlockRecord {
  readonly numbers: readonly number[];
  /** JSON. */
  readonly text: string;
  readonly blobs: readonly Uint8Array[];
}

/** Bytes that a block begins with; it doubles as it fills. */
const firstBytes = 8 * 1024;
/** A record's head: its length, its text's, its blobs' (32 bits each), then its numbers (64-bit floats). */
const lengthsBytes = 8 + recordBlobs * 4;
const headBytes = lengthsBytes + recordNumbers * 8;

/**
 * Records, one behind the other, in memory that can be moved to another thread. As objects they would be copied by every
 * garbage collection that they outlive, which costs more than all else that keeping them takes.
 */
export class RecordBlock {
  #memory = new BlockMemory(new ArrayBuffer(firstBytes));
  #size = 0;
  #count = 0;

  /** How many records there are. */
  get count(): number {
    return this.#count;
  }

  /** Bytes that they take. */
  get size(): number {
    return this.#size;
  }

  /** The records, for {@link readRecords}. Once their buffer was moved, the block is of no more use. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#memory.bytes.subarray(0, this.#size);
  }

  /** Forgets the records and keeps their room. */
  clear(): void {
    this.#size = 0;
    this.#count = 0;
  }

  add({ numbers, text, blobs }: BlockRecord): void {
    const start = this.#size;
    this.#reserve(start + align(headBytes + text.length * 3 + totalLength(blobs)));
    const { bytes, words, floats } = this.#memory;
    for (let index = 0; index < recordNumbers; index += 1)
      floats[((start + lengthsBytes) >> 3) + index] = numbers[index]!;
    let end = start + headBytes;
    const textBytes = bytes.write(text, end, 'utf8');
    end += textBytes;
    for (let index = 0; index < recordBlobs; index += 1) {
      const blob = blobs[index]!;
      words[(start >> 2) + 2 + index] = blob.length;
      if (blob.length === 0) continue;
      bytes.set(blob, end);
      end += blob.length;
    }
    this.#size = align(end);
    words[start >> 2] = this.#size - start;
    words[(start >> 2) + 1] = textBytes;
    this.#count += 1;
  }

  #reserve(needed: number): void {
    const { bytes } = this.#memory;
    if (needed <= bytes.length) return;
    const larger = new BlockMemory(new ArrayBuffer(Math.max(needed, bytes.length * 2)));
    larger.bytes.set(this.bytes);
    this.#memory = larger;
  }
}

/** Reads a block's bytes. What it gives lies in the same memory. */
export function readRecords({ buffer, length }: Uint8Array<ArrayBuffer>): BlockRecord[] {
  const memory = new BlockMemory(buffer);
  const records: BlockRecord[] = [];
  for (let start = 0; start < length; start += memory.words[start >> 2]!)
    records.push(readRecord(memory, start));
  return records;
}

function readRecord({ bytes, words, floats }: BlockMemory, start: number): BlockRecord {
  const firstNumber = (start + lengthsBytes) >> 3;
  const [, textBytes = 0, ...lengths] = words.subarray(start >> 2, (start + lengthsBytes) >> 2);
  let end = start + headBytes + textBytes;
  return {
    numbers: [...floats.subarray(firstNumber, firstNumber + recordNumbers)],
    text: bytes.toString('utf8', start + headBytes, end),
    blobs: lengths.map((blobLength) => {
      end += blobLength;
      return new Uint8Array(bytes.buffer, end - blobLength, blobLength);
    }),
  };
}

/** The views of a block's memory. */
class BlockMemory {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly words: Uint32Array;
  readonly floats: Float64Array;

  /** The buffer's length is a multiple of eight. */
  constructor(buffer: ArrayBuffer) {
    this.bytes = Buffer.from(buffer);
    this.words = new Uint32Array(buffer);
    this.floats = new Float64Array(buffer);
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
