import type { InvocationNotice, LimitShares } from '../contract/engine-messages.ts';
import type { Halt } from '../contract/invocation.ts';
import type { EndedInvocation, InvocationRemains, KeptInput } from './kept-invocation.ts';
import type { BlockRecord } from './record-block.ts';

/** What an invocation has in common with most others of its function. */
export interface InvocationOrigin {
  readonly functionId: string;
  readonly deploymentId: string | null;
  readonly releaseId: string | null;
  /** Null where its input is not kept. */
  readonly environment: KeptInput['environment'] | null;
}

/** What JSON carries: how an invocation ended that did not simply exit. */
type Ending = readonly [halt: InvocationNotice['halt'], message: string | null, brokenOff: Halt | null];

/** Numbers that there are not are {@link none}. */
type Numbers = readonly [
  receivedAt: number,
  status: number,
  exitCode: number,
  start: number,
  run: number,
  total: number,
  pages: number,
  memory: number,
  time: number,
  output: number,
  requestSize: number,
  responseSize: number,
  /** 0 without remains. */
  kept: number,
  /** Which of the origins is its own. */
  origin: number,
  /** Of the input's head, in UTF-16 units. */
  headLength: number,
];

type Blobs = readonly [trace: Uint8Array, stdout: Uint8Array, stderr: Uint8Array, body: Uint8Array];

const none = Number.NaN;
const noShares: LimitShares = { memory: none, time: none, output: none };
const nothing = new Uint8Array(0);
const noBlobs: Blobs = [nothing, nothing, nothing, nothing];

/**
 * The record of an invocation; `origin` is the number of its own. Its text is the input's head and then a line each for what
 * HTTP writes in one line; the path, of which that is not certain, comes last.
 */
export function recordOf({ notice, remains }: EndedInvocation, origin: number): BlockRecord {
  const head = remains === null || remains.input === null ? '' : remains.input.head;
  const { timing, used } = notice;
  const { memory, time, output } = used ?? noShares;
  const numbers: Numbers = [
    notice.receivedAt,
    notice.status,
    notice.exitCode ?? none,
    timing.start,
    timing.run,
    timing.total,
    notice.pages,
    memory,
    time,
    output,
    notice.requestSize,
    notice.responseSize,
    remains === null ? 0 : 1,
    origin,
    head.length,
  ];
  const { id, trigger, method, userAgent, path } = notice;
  return {
    numbers,
    text: `${head}${id}\n${trigger}\n${method}\n${userAgent}\n${endingOf(notice, remains)}\n${path}`,
    blobs: remains === null ? noBlobs : blobsOf(remains),
  };
}

/** Nothing where the exit code says it all. */
function endingOf({ halt, message }: InvocationNotice, remains: InvocationRemains | null): string {
  if (halt === 'exit' && message === null) return '';
  const brokenOff = remains === null || remains.halt.kind === 'exit' ? null : remains.halt;
  const ending: Ending = [halt, message, brokenOff];
  return JSON.stringify(ending);
}

function blobsOf({ trace, stdout, stderr, input }: InvocationRemains): Blobs {
  return [trace, stdout, stderr, input === null ? nothing : input.body];
}

/** Reads {@link recordOf}'s record; takes the origins that numbers stand for. */
export function invocationOf(
  { numbers, text, blobs }: BlockRecord,
  origins: readonly InvocationOrigin[],
): EndedInvocation {
  const [kept, number = 0, headLength = 0] = numbers.slice(-3);
  const { environment, ...origin } = origins[number]!;
  const [id = '', trigger, method = '', userAgent = '', ending = '', ...path] = text
    .slice(headLength)
    .split('\n');
  const [halt, message, brokenOff]: Ending = ending === '' ? ['exit', null, null] : JSON.parse(ending);
  const notice: InvocationNotice = {
    ...origin,
    ...{ id, method, userAgent, path: path.join('\n'), halt, message },
    trigger: trigger as InvocationNotice['trigger'],
    ...measuresOf(numbers as Numbers),
  };
  if (kept === 0) return { notice, remains: null };
  const [trace, stdout, stderr, body] = blobs as Blobs;
  const input = environment === null ? null : { environment, head: text.slice(0, headLength), body };
  const ended = brokenOff ?? { kind: 'exit', code: notice.exitCode ?? 0 };
  return { notice, remains: { halt: ended, trace, stdout, stderr, input } };
}

function measuresOf(numbers: Numbers) {
  const [receivedAt, status, exitCode, start, run, total, pages, ...rest] = numbers;
  const [memory, time, output, requestSize, responseSize] = rest;
  return {
    ...{ receivedAt, status, exitCode: Number.isNaN(exitCode) ? null : exitCode },
    ...{ timing: { start, run, total }, pages, requestSize, responseSize },
    used: Number.isNaN(memory) ? null : { memory, time, output },
  };
}
