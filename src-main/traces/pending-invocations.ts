import { type BlockRecord, RecordBlock } from './record-block.ts';

/** In how many blocks all that is wanted lies: what goes with the oldest of them is a quarter. */
const fullBlocks = 4;

/** The last invocations of one function that wait to be kept, as records. The oldest go by the block. */
export class PendingInvocations {
  readonly #blockRecords: number;
  /** Oldest first. */
  readonly #blocks = [new RecordBlock()];

  /** Takes how many of them are wanted: so many stay, and less than a block more. */
  constructor(wanted: number) {
    this.#blockRecords = Math.ceil(wanted / fullBlocks);
  }

  /** How many there are. */
  get count(): number {
    return this.#blocks.reduce((sum, { count }) => sum + count, 0);
  }

  /** What there is, oldest first. Once these were moved, nothing can be added any more. */
  get blocks(): Uint8Array<ArrayBuffer>[] {
    return this.#blocks.map(({ bytes }) => bytes);
  }

  /** Adds a record, and gives how many bytes more there are by that; fewer, where older ones had to go. */
  add(record: BlockRecord): number {
    let newest = this.#blocks.at(-1)!;
    let freed = 0;
    if (newest.count === this.#blockRecords) {
      newest = this.#blocks.length > fullBlocks ? this.#blocks.shift()! : new RecordBlock();
      freed = newest.size;
      newest.clear();
      this.#blocks.push(newest);
    }
    const before = newest.size;
    newest.add(record);
    return newest.size - before - freed;
  }
}
