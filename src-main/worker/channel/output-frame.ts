import type { Halt, HttpTriggerResponse, InvocationOutput } from '../../contract/invocation.ts';
import type { Frame } from './frame-ring.ts';

/** What JSON carries: everything but the numbers and bytes of an ordinary ending, which needs none. */
interface OutputText {
  readonly halt: Halt;
  readonly response: Omit<HttpTriggerResponse, 'body'> | null;
}

/** What carries an output back. */
export interface Answer {
  /** Whose invocation it answers. */
  readonly slot: number;
  readonly output: InvocationOutput;
  /** Microseconds that it held the thread; of one that waited, until it first did. */
  readonly busy: number;
}

/** The frame of an answer. */
export function encodeAnswer({ slot, output, busy }: Answer): Frame {
  const { halt, response, timing, pages } = output;
  const exitCode = halt.kind === 'exit' ? halt.code : -1;
  return {
    numbers: [slot, exitCode, pages, timing.start, timing.run, timing.total, busy],
    text: halt.kind === 'exit' && response === null ? '' : encodeText(halt, response),
    blobs:
      response === null
        ? [output.stdout, output.stderr, output.trace]
        : [output.stdout, output.stderr, output.trace, response.body],
  };
}

function encodeText(halt: Halt, response: HttpTriggerResponse | null): string {
  const text: OutputText = {
    halt,
    response:
      response === null
        ? null
        : { status: response.status, statusText: response.statusText, headers: response.headers },
  };
  return JSON.stringify(text);
}

/** Reads {@link encodeAnswer}'s frame. */
export function decodeAnswer(frame: Frame): Answer {
  const [slot = 0, exitCode = 0, pages = 0, start = 0, run = 0, total = 0, busy = 0] = frame.numbers;
  const [stdout, stderr, trace, body = nothing] = frame.blobs;
  const { halt, response }: OutputText =
    frame.text === ''
      ? { halt: { kind: 'exit', code: exitCode }, response: null }
      : (JSON.parse(frame.text) as OutputText);
  return {
    slot,
    output: {
      halt,
      stdout: stdout ?? nothing,
      stderr: stderr ?? nothing,
      response: response === null ? null : withBody(response, body),
      timing: { start, run, total },
      pages,
      trace: trace ?? nothing,
    },
    busy,
  };
}

function withBody(
  { status, statusText, headers }: Omit<HttpTriggerResponse, 'body'>,
  body: Uint8Array,
): HttpTriggerResponse {
  return { status, statusText, headers, body };
}

const nothing = new Uint8Array(0);
