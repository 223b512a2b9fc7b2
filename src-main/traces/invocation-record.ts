import type { InvocationNotice, LimitShares } from '../contract/engine-messages.ts';
import type { Halt } from '../contract/invocation.ts';
import type { BlockRecord } from './record-block.ts';
import type { EndedInvocation, InvocationRemains, KeptInput } from './trace-store.ts';

/** What JSON carries, behind the head of the input: a list, for V8 writes one sooner than an object. */
type Texts = readonly [
  id: string,
  functionId: string,
  deploymentId: string | null,
  releaseId: string | null,
  trigger: InvocationNotice['trigger'],
  method: string,
  path: string,
  userAgent: string,
  ending: InvocationNotice['halt'],
  message: string | null,
  /** Null where the exit code says it all. */
  halt: Halt | null,
];

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
  environment: number,
  /** Of the input's head, in UTF-16 units. */
  headLength: number,
];

type Blobs = readonly [trace: Uint8Array, stdout: Uint8Array, stderr: Uint8Array, body: Uint8Array];

const none = Number.NaN;
const noShares: LimitShares = { memory: none, time: none, output: none };
const nothing = new Uint8Array(0);
const noBlobs: Blobs = [nothing, nothing, nothing, nothing];

/** The record of an invocation; `environment` is the number of what its input has, null where that is not kept. */
export function recordOf({ notice, remains }: EndedInvocation, environment: number | null): BlockRecord {
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
    environment ?? none,
    head.length,
  ];
  const texts: Texts = [
    notice.id,
    notice.functionId,
    notice.deploymentId,
    notice.releaseId,
    notice.trigger,
    notice.method,
    notice.path,
    notice.userAgent,
    notice.halt,
    notice.message,
    remains === null || remains.halt.kind === 'exit' ? null : remains.halt,
  ];
  return {
    numbers,
    text: head + JSON.stringify(texts),
    blobs: remains === null ? noBlobs : blobsOf(remains),
  };
}

function blobsOf({ trace, stdout, stderr, input }: InvocationRemains): Blobs {
  return [trace, stdout, stderr, input === null ? nothing : input.body];
}

/** Reads {@link recordOf}'s record; takes what the numbers of environments stand for. */
export function invocationOf(
  { numbers, text, blobs }: BlockRecord,
  environments: readonly KeptInput['environment'][],
): EndedInvocation {
  const [kept, environment = none, headLength = 0] = numbers.slice(-3);
  const texts = JSON.parse(text.slice(headLength)) as Texts;
  const notice = noticeOf(texts, numbers as Numbers);
  if (kept === 0) return { notice, remains: null };
  const [trace, stdout, stderr, body] = blobs as Blobs;
  const input = { environment: environments[environment]!, head: text.slice(0, headLength), body };
  return {
    notice,
    remains: {
      halt: texts[10] ?? { kind: 'exit', code: notice.exitCode ?? 0 },
      ...{ trace, stdout, stderr },
      input: Number.isNaN(environment) ? null : input,
    },
  };
}

function noticeOf(texts: Texts, numbers: Numbers): InvocationNotice {
  const [id, functionId, deploymentId, releaseId, trigger, method, path, userAgent, halt, message] = texts;
  const [receivedAt, status, exitCode, start, run, total, pages, ...rest] = numbers;
  const [memory, time, output, requestSize, responseSize] = rest;
  return {
    ...{ id, functionId, deploymentId, releaseId, trigger, method, path, userAgent, status, halt, message },
    exitCode: Number.isNaN(exitCode) ? null : exitCode,
    ...{ receivedAt, timing: { start, run, total }, pages, requestSize, responseSize },
    used: Number.isNaN(memory) ? null : { memory, time, output },
  };
}
