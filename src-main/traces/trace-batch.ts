import { invocationOf } from './invocation-record.ts';
import { readRecords } from './record-block.ts';
import type { EndedInvocation, KeptInput } from './trace-store.ts';

/** What is posted to the thread that keeps invocations: whole blocks of records, which move there without a copy. */
export interface TraceBatch {
  /** The blocks of each function, oldest first. */
  readonly functions: readonly (readonly Uint8Array<ArrayBuffer>[])[];
  /** Most invocations of a batch share one: their records have its number. */
  readonly environments: readonly KeptInput['environment'][];
}

/** The last invocations of each function, so many at most, in the order of their arrival. */
export function unpackBatch({ functions, environments }: TraceBatch, limit: number): EndedInvocation[] {
  return functions
    .flatMap((blocks) => blocks.flatMap(readRecords).slice(-limit))
    .map((record) => invocationOf(record, environments))
    .sort((one, other) => one.notice.receivedAt - other.notice.receivedAt);
}
