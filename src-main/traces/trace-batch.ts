import { invocationOf } from './invocation-record.ts';
import type { EndedInvocation } from './kept-invocation.ts';
import type { InvocationBlocks } from './pending-invocations.ts';
import { readRecords } from './record-block.ts';

/** What is posted to the thread that keeps invocations: those of each function. */
export type TraceBatch = readonly InvocationBlocks[];

/** The last invocations of each function, so many at most, in the order of their arrival. */
export function unpackBatch(batch: TraceBatch, limit: number): EndedInvocation[] {
  return batch
    .flatMap(({ blocks, origins }) =>
      blocks
        .flatMap(readRecords)
        .slice(-limit)
        .map((record) => invocationOf(record, origins)),
    )
    .sort((one, other) => one.notice.receivedAt - other.notice.receivedAt);
}
