import { errnoNames } from '../contract/hostcalls.ts';
import { callPhrases, type PhraseValues } from './call-phrases.ts';
import { decodeValue } from './decode-value.ts';
import { type DescriptorNames, noDescriptor } from './descriptor-names.ts';
import { errnoMeanings } from './errno-meanings.ts';
import type { TraceCall } from './trace-call.ts';

/** What a call is about, for filters: `net` for whatever happens on a socket. */
export const callCategories = ['file', 'net', 'clock', 'env', 'random', 'process', 'poll', 'host'] as const;
export type CallCategory = (typeof callCategories)[number];

const categories: readonly (readonly [pattern: RegExp, category: CallCategory])[] = [
  [/^(args|environ)_/, 'env'],
  [/^clock_/, 'clock'],
  [/^(fd|path)_/, 'file'],
  [/^(sock_|host_tcp_|host_tls_)/, 'net'],
  [/^poll_/, 'poll'],
  [/^random_/, 'random'],
  [/^(proc_|sched_)/, 'process'],
];

/** The category of a call, given what its descriptors were at that moment. */
export function categoryOf({ hostcall, parameters }: TraceCall, descriptors: DescriptorNames): CallCategory {
  const descriptor = parameters.find(({ kind }) => kind === 'fd');
  if (descriptor !== undefined && descriptors.find(Number(descriptor.value))?.kind === 'socket') return 'net';
  return categories.find(([pattern]) => pattern.test(hostcall?.name ?? ''))?.[1] ?? 'host';
}

/** The errno of a call in words; null where it returned none, or success. */
export function explainErrno(errno: number | null): { code: number; name: string; meaning: string } | null {
  const name = errno === null || errno === 0 ? undefined : errnoNames[errno];
  if (errno === null || errno === 0) return null;
  return name === undefined
    ? { code: errno, name: `E${errno}`, meaning: 'unknown error' }
    : { code: errno, name: `E${name.toUpperCase()}`, meaning: errnoMeanings[name] };
}

/** Why a call without an errno gave no descriptor, as the host had it; null where it gave one, or gives none. */
export function explainProblem({ results, remark }: TraceCall): string | null {
  const isRefused = results.some(({ kind, value }) => kind === 'fd' && value === noDescriptor);
  return isRefused ? (remark ?? 'no connection') : null;
}

/** One sentence for people on what a call did: `wrote 12 bytes to stdout`. */
export function explainCall(call: TraceCall, descriptors: DescriptorNames): string {
  const phrase = call.hostcall === null ? undefined : callPhrases[call.hostcall.name];
  const remark = call.remark === null ? '' : ` (${call.remark})`;
  if (phrase === undefined) return `called ${call.name}${remark}`;
  const values = valuesOf(call, descriptors);
  const failure = explainErrno(call.errno);
  if (failure !== null) return `could not ${phrase.attempt(values)}: ${failure.meaning}${remark}`;
  if (!call.returned && call.hostcall?.returns !== 'never')
    return `was about to ${phrase.attempt(values)} when the invocation ended${remark}`;
  if (explainProblem(call) !== null) return `could not ${phrase.attempt(values)}${remark}`;
  return phrase.done(values) + remark;
}

function valuesOf({ parameters, results }: TraceCall, descriptors: DescriptorNames): PhraseValues {
  const find = (name: string) =>
    results.find((result) => result.name === name) ?? parameters.find((parameter) => parameter.name === name);
  return {
    number: (name) => Number(find(name)?.value ?? 0n),
    decoded: (name) => {
      const value = find(name);
      return value === undefined ? '?' : decodeValue(value, descriptors);
    },
    descriptor: (name) => {
      const number = Number(find(name)?.value ?? 0n);
      return descriptors.find(number)?.name ?? `descriptor ${number}`;
    },
  };
}
