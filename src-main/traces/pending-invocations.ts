import { type InvocationOrigin, recordOf } from './invocation-record.ts';
import type { EndedInvocation } from './kept-invocation.ts';
import { RecordBlock } from './record-block.ts';

/** The records of one function's invocations, as they are posted: whole blocks, which move without a copy. */
export interface InvocationBlocks {
  /** Oldest first. */
  readonly blocks: readonly Uint8Array<ArrayBuffer>[];
  /** What the numbers of origins in them stand for. */
  readonly origins: readonly InvocationOrigin[];
}

/** In how many blocks all that is wanted lies: what goes with the oldest of them is a quarter. */
const fullBlocks = 4;

/** The last invocations of one function that wait to be kept, as records. The oldest go by the block. */
export class PendingInvocations {
  readonly #blockRecords: number;
  /** Oldest first. */
  readonly #blocks = [new RecordBlock()];
  readonly #origins: InvocationOrigin[] = [];
  /** Number of the origin that came last: the next invocation mostly has the same. */
  #latest = 0;

  /** Takes how many of them are wanted: so many stay, and less than a block more. */
  constructor(wanted: number) {
    this.#blockRecords = Math.ceil(wanted / fullBlocks);
  }

  /** How many there are. */
  get count(): number {
    return this.#blocks.reduce((sum, { count }) => sum + count, 0);
  }

  /** What there is. Once its blocks were moved, nothing can be added any more. */
  get content(): InvocationBlocks {
    return { blocks: this.#blocks.map(({ bytes }) => bytes), origins: this.#origins };
  }

  /** Adds an invocation, and gives how many bytes more there are by that; fewer, where older ones had to go. */
  add(invocation: EndedInvocation): number {
    let newest = this.#blocks.at(-1)!;
    let freed = 0;
    if (newest.count === this.#blockRecords) {
      newest = this.#blocks.length > fullBlocks ? this.#blocks.shift()! : new RecordBlock();
      freed = newest.size;
      newest.clear();
      this.#blocks.push(newest);
    }
    const before = newest.size;
    newest.add(recordOf(invocation, this.#originOf(invocation)));
    return newest.size - before - freed;
  }

  #originOf({ notice, remains }: EndedInvocation): number {
    const { functionId, deploymentId, releaseId } = notice;
    const environment = remains === null || remains.input === null ? null : remains.input.environment;
    const isIt = (origin: InvocationOrigin | undefined) =>
      origin?.environment === environment &&
      origin.deploymentId === deploymentId &&
      origin.releaseId === releaseId;
    if (isIt(this.#origins[this.#latest])) return this.#latest;
    const known = this.#origins.findIndex(isIt);
    this.#latest = known === -1 ? this.#origins.length : known;
    if (known === -1) this.#origins.push({ functionId, deploymentId, releaseId, environment });
    return this.#latest;
  }
}
