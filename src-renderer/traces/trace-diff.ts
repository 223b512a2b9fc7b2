import { diff } from '@codemirror/merge';
import type { InvocationTrace, TraceCall } from '../../src-main/contract/rpc/invocations.ts';
import { describeCall } from './trace-model.ts';

/** A call of one trace beside that of the other. */
export interface CallPair {
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  readonly before: TraceCall | null;
  readonly after: TraceCall | null;
}

/** Addresses in the guest's memory, which say nothing about what a call does. */
const address = /\b0x[0-9a-f]+\b/g;

/**
 * Two sequences of calls side by side: by what is called and with what, then, where that differs, by name alone. A pair
 * has changed where its arguments, results or errno did; addresses and times may differ.
 */
export function diffCalls(before: readonly TraceCall[], after: readonly TraceCall[]): CallPair[] {
  return align(before, after, requestOf, (removed, added) => align(removed, added, nameOf, oneSided));
}

type Inner = (removed: readonly TraceCall[], added: readonly TraceCall[]) => CallPair[];

/** Pairs calls of equal keys in order; what is between them goes to `inner`. */
function align(
  before: readonly TraceCall[],
  after: readonly TraceCall[],
  keyOf: (call: TraceCall) => string,
  inner: Inner,
): CallPair[] {
  const pairs: CallPair[] = [];
  let [one, other] = [0, 0];
  const pairUntil = (end: number): void => {
    for (; one < end; one += 1, other += 1) pairs.push(pairOf(before[one]!, after[other]!));
  };
  for (const { fromA, toA, fromB, toB } of diff(...asTexts(before, after, keyOf), { scanLimit: 2_000 })) {
    pairUntil(fromA);
    pairs.push(...inner(before.slice(fromA, toA), after.slice(fromB, toB)));
    [one, other] = [toA, toB];
  }
  pairUntil(before.length);
  return pairs;
}

/** Keys as characters, one each: a diff of texts is then one of calls. */
function asTexts(
  before: readonly TraceCall[],
  after: readonly TraceCall[],
  keyOf: (call: TraceCall) => string,
): [string, string] {
  const codes = new Map<string, string>();
  const write = (calls: readonly TraceCall[]): string =>
    calls
      .map((call) => {
        const key = keyOf(call);
        // Surrogates would be taken for halves of characters.
        const code = codes.get(key) ?? String.fromCharCode(codes.size % 0xd7ff);
        codes.set(key, code);
        return code;
      })
      .join('');
  return [write(before), write(after)];
}

function pairOf(before: TraceCall, after: TraceCall): CallPair {
  return { kind: outcomeOf(before) === outcomeOf(after) ? 'same' : 'changed', before, after };
}

function oneSided(removed: readonly TraceCall[], added: readonly TraceCall[]): CallPair[] {
  return [
    ...removed.map((call): CallPair => ({ kind: 'removed', before: call, after: null })),
    ...added.map((call): CallPair => ({ kind: 'added', before: null, after: call })),
  ];
}

function nameOf({ module, name }: TraceCall): string {
  return `${module}.${name}`;
}

function requestOf(call: TraceCall): string {
  const parameters = call.arguments.map(({ name, decoded }) => `${name}=${decoded}`).join(', ');
  return `${nameOf(call)}(${parameters})`.replaceAll(address, '');
}

function outcomeOf(call: TraceCall): string {
  return `${call.module}.${describeCall(call)}`.replaceAll(address, '');
}

/** One fact of two invocations. Numbers can be told apart by how much, words only by whether. */
export interface FactPair {
  readonly name: string;
  readonly unit: 'time' | 'count' | 'pages' | 'words';
  readonly before: number | string;
  readonly after: number | string;
}

/** How two invocations ended and what they took: halt, status, times, calls and memory. */
export function compareFacts(before: InvocationTrace, after: InvocationTrace): readonly FactPair[] {
  const fact = (
    name: string,
    unit: FactPair['unit'],
    read: (trace: InvocationTrace) => number | string,
  ): FactPair => ({ name, unit, before: read(before), after: read(after) });
  const phase = (wanted: string) => (trace: InvocationTrace) =>
    trace.phases.find(({ name }) => name === wanted)?.duration ?? '–';
  return [
    fact('Status', 'words', ({ invocation }) => String(invocation.status)),
    fact('Halt', 'words', ({ halt, invocation }) => invocation.message ?? halt.message),
    fact('Release', 'words', ({ invocation }) => `v${invocation.releaseNumber ?? '?'}`),
    fact('Start', 'time', phase('start')),
    fact('Guest', 'time', phase('guest')),
    fact('Host calls', 'time', phase('host')),
    fact('Respond', 'time', phase('respond')),
    fact('Total', 'time', ({ invocation }) => invocation.total),
    fact('Calls', 'count', ({ invocation }) => invocation.calls),
    fact('Failed calls', 'count', ({ invocation }) => invocation.errors),
    fact('Memory', 'pages', ({ invocation }) => invocation.pages),
  ];
}
