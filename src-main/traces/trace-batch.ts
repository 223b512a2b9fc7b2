import type { InvocationNotice } from '../contract/engine-messages.ts';
import type { Halt } from '../contract/invocation.ts';
import type { EndedInvocation } from './trace-store.ts';

/** One posted message carries many invocations: each one's structure as JSON, all bytes in one buffer that moves. */
export interface TraceBatch {
  readonly json: readonly string[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface PackedInvocation {
  readonly notice: InvocationNotice;
  readonly halt: Halt | null;
  /** Lengths of trace, stdout and stderr, which follow one another in the bytes. */
  readonly lengths: readonly [number, number, number];
}

/** Packs invocations: cheaper for the sender by far than letting each object be cloned. */
export function packBatch(invocations: readonly EndedInvocation[]): TraceBatch {
  const json: string[] = [];
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const { notice, remains } of invocations) {
    const blobs = remains === null ? [] : [remains.trace, remains.stdout, remains.stderr];
    const [trace = 0, stdout = 0, stderr = 0] = blobs.map(({ length }) => length);
    const packed: PackedInvocation = {
      notice,
      halt: remains?.halt ?? null,
      lengths: [trace, stdout, stderr],
    };
    // Not one text for all: so large a one would be an old object from the start, and stay until those are collected.
    json.push(JSON.stringify(packed));
    parts.push(...blobs);
    size += trace + stdout + stderr;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { json, bytes };
}

/** Reads {@link packBatch}'s batch. */
export function unpackBatch({ json, bytes }: TraceBatch): EndedInvocation[] {
  let at = 0;
  const take = (length: number) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  return json.map((text) => {
    const { notice, halt, lengths } = JSON.parse(text) as PackedInvocation;
    const [trace, stdout, stderr] = [take(lengths[0]), take(lengths[1]), take(lengths[2])];
    return { notice, remains: halt === null ? null : { halt, trace, stdout, stderr } };
  });
}
