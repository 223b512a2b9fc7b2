import type { InvocationNotice } from '../contract/engine-messages.ts';
import type { Halt } from '../contract/invocation.ts';
import { inputBytes, inputRequest, joinInput, type KeptInput, type KeptRequest } from './kept-input.ts';
import type { EndedInvocation, InvocationRemains } from './trace-store.ts';

/** One posted message carries many invocations: each one's structure as JSON, all bytes in one buffer that moves. */
export interface TraceBatch {
  readonly json: readonly string[];
  /** Most invocations of a batch share one: as JSON, by its number. */
  readonly environments: readonly string[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface PackedInvocation {
  readonly notice: InvocationNotice;
  readonly halt: Halt | null;
  /** Null where what it was given is not kept. */
  readonly input: { readonly environment: number; readonly request: KeptRequest } | null;
  /** Lengths of trace, stdout, stderr and the bytes of the input, which follow one another. */
  readonly lengths: readonly number[];
}

/** Packs invocations: cheaper for the sender by far than letting each object be cloned. */
export function packBatch(invocations: readonly EndedInvocation[]): TraceBatch {
  const environments = new Map<KeptInput['environment'], number>();
  const json: string[] = [];
  const parts: Uint8Array[] = [];
  for (const { notice, remains } of invocations) {
    const input = remains?.input ?? null;
    const blobs = remains === null ? [] : blobsOf(remains);
    const packed: PackedInvocation = {
      notice,
      halt: remains?.halt ?? null,
      input:
        input === null
          ? null
          : { environment: numberOf(input.environment, environments), request: inputRequest(input) },
      lengths: blobs.map(({ length }) => length),
    };
    // Not one text for all: so large a one would be an old object from the start, and stay until those are collected.
    json.push(JSON.stringify(packed));
    parts.push(...blobs);
  }
  return {
    json,
    environments: [...environments.keys()].map((environment) => JSON.stringify(environment)),
    bytes: joined(parts),
  };
}

function blobsOf({ trace, stdout, stderr, input }: InvocationRemains): Uint8Array[] {
  return input === null ? [trace, stdout, stderr] : [trace, stdout, stderr, inputBytes(input)];
}

function numberOf(
  environment: KeptInput['environment'],
  known: Map<KeptInput['environment'], number>,
): number {
  const number = known.get(environment) ?? known.size;
  known.set(environment, number);
  return number;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Reads {@link packBatch}'s batch. */
export function unpackBatch({ json, environments: texts, bytes }: TraceBatch): EndedInvocation[] {
  const environments = texts.map((text) => JSON.parse(text) as KeptInput['environment']);
  let at = 0;
  const take = (length: number) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  return json.map((text) => {
    const { notice, halt, input, lengths } = JSON.parse(text) as PackedInvocation;
    const [trace, stdout, stderr, given] = lengths.map(take) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    if (halt === null) return { notice, remains: null };
    const kept = input === null ? null : joinInput(input.request, given, environments[input.environment]!);
    return { notice, remains: { halt, trace, stdout, stderr, input: kept } };
  });
}
