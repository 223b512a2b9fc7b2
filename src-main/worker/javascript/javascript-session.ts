import { describeSize } from '../../contract/describe-size.ts';
import type { EgressPolicy } from '../../contract/egress.ts';
import type { Halt, HttpTriggerResponse, InvocationInput } from '../../contract/invocation.ts';
import type { GuestHalt } from '../guest-halt.ts';
import { Interruption } from '../interruption.ts';
import { standardInput } from '../standard-input.ts';
import { ByteSink } from '../stdio/byte-sink.ts';
import { ByteSource } from '../stdio/byte-source.ts';
import type { TraceRecorder } from '../trace/trace-recorder.ts';
import { checkHttpResponse } from '../trigger-envelope.ts';
import type { GuestSession } from '../wasi/context.ts';
import { DescriptorTable } from '../wasi/descriptor-table.ts';
import { ResponseChannel } from './response-channel.ts';

/** What a trigger hands over: one JSON object, and beside it the bytes of its body or payload. */
export interface Envelope {
  readonly head: Uint8Array;
  readonly body: Uint8Array;
}

const encoder = new TextEncoder();

/** Descriptors of a structured trigger, as every language has them (docs/wire.md, 3). */
export const triggerDescriptor = { request: 3, response: 4 } as const;

/** One invocation of a JavaScript function as its guest sees it. */
export class JavaScriptSession implements GuestSession {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly egress: EgressPolicy;
  readonly descriptors: DescriptorTable;
  readonly recorder: TraceRecorder;
  readonly interruption: Interruption;
  readonly stdout: ByteSink;
  readonly stderr: ByteSink;
  /** What arrived by a structured trigger; null for Std. */
  readonly envelope: Envelope | null;
  halted: GuestHalt | null = null;
  readonly #input: InvocationInput;
  readonly #response = new ResponseChannel();

  constructor(input: InvocationInput, recorder: TraceRecorder, interruption: Interruption) {
    const { output } = input.limits;
    this.#input = input;
    this.arguments = input.arguments;
    this.environment = input.environment;
    this.egress = input.egress ?? 'all';
    this.recorder = recorder;
    this.interruption = interruption;
    this.stdout = new ByteSink('stdout', output, { listener: recorder.stdout });
    this.stderr = new ByteSink('stderr', output, { listener: recorder.stderr });
    const { trigger, head, body } = input;
    this.envelope = trigger === 'Std' ? null : { head: encoder.encode(head), body };
    const standard = [new ByteSource(standardInput(input)), this.stdout, this.stderr];
    this.descriptors = new DescriptorTable(
      this.envelope === null
        ? standard
        : [...standard, new ByteSource(joined(this.envelope)), this.#response],
    );
  }

  /** The response of an HTTP trigger that ended well, and why the invocation ended, all considered. */
  conclude(halt: Halt): { halt: Halt; response: HttpTriggerResponse | null } {
    if (this.#input.trigger !== 'Http' || halt.kind !== 'exit' || halt.code !== 0)
      return { halt, response: null };
    const { head, body } = this.#response;
    if (head === null) return malformed('trigger_http has not answered: the function exited before it did');
    const { response, problem } = checkHttpResponse(withBody(head, body));
    if (response === null) return malformed(problem);
    const { output } = this.#input.limits;
    if (response.body.length <= output) return { halt, response };
    const message = `The body of the response has ${describeSize(response.body.length)} and may have ${describeSize(output)}.`;
    return { halt: { kind: 'output-limit', message }, response: null };
  }
}

function joined({ head, body }: Envelope): Uint8Array {
  if (body.length === 0) return head;
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/**
 * The response that a head and a body stand for. An empty head is that of `undefined`, which JSON doesn't have; one
 * with a `body` in it is that of a response which can't be sent: the check says why.
 */
function withBody(head: string, body: Uint8Array): unknown {
  const response: unknown = head === '' ? undefined : JSON.parse(head);
  const isObject = typeof response === 'object' && response !== null && !Array.isArray(response);
  return isObject && !('body' in response) ? { ...response, body } : response;
}

function malformed(message: string) {
  return { halt: { kind: 'malformed-response', message }, response: null } as const;
}

/** The session that QuickJS starts up with, before there is any invocation: it has nothing. */
export function emptySession(recorder: TraceRecorder): GuestSession {
  return {
    arguments: [],
    environment: {},
    descriptors: new DescriptorTable([]),
    recorder,
    interruption: new Interruption(),
    halted: null,
  };
}
