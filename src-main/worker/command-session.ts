import { assertNever } from '../contract/assert-never.ts';
import { describeSize } from '../contract/describe-size.ts';
import type { EgressPolicy } from '../contract/egress.ts';
import type { Halt, HttpTriggerResponse, InvocationInput } from '../contract/invocation.ts';
import type { GuestHalt } from './guest-halt.ts';
import type { Interruption } from './interruption.ts';
import { standardInput } from './standard-input.ts';
import { ByteSink } from './stdio/byte-sink.ts';
import { ByteSource } from './stdio/byte-source.ts';
import type { TraceRecorder } from './trace/trace-recorder.ts';
import { decodeHttpResponse, encodeEnvelope } from './trigger-envelope.ts';
import type { GuestSession } from './wasi/context.ts';
import type { Descriptor } from './wasi/descriptor.ts';
import { DescriptorTable } from './wasi/descriptor-table.ts';
import { createTemporaryDirectory } from './wasi/filesystem/temporary-directory.ts';

const asked = { kind: 'channel', name: 'request' } as const;
const answered = { kind: 'channel', name: 'response' } as const;

/**
 * One invocation of a command as its guest sees it. Descriptors 0, 1 and 2 are the standard streams. With a
 * structured trigger, 3 gives what arrived and 4 takes the answer; then come the preopened directories, where a
 * C library finds them because its search passes over the two channels (see `Prestat`).
 */
export class CommandSession implements GuestSession {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly egress: EgressPolicy;
  readonly descriptors: DescriptorTable;
  readonly recorder: TraceRecorder;
  readonly interruption: Interruption;
  readonly stdout: ByteSink;
  readonly stderr: ByteSink;
  halted: GuestHalt | null = null;
  readonly #answer: ByteSink;
  readonly #input: InvocationInput;

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
    this.#answer = new ByteSink('its response', envelopeLimit(output), { prestat: answered });
    this.descriptors = new DescriptorTable([
      new ByteSource(standardInput(input)),
      this.stdout,
      this.stderr,
      ...this.#channels(input),
      createTemporaryDirectory(),
    ]);
  }

  /** The response of an HTTP trigger whose guest ended well, and why the invocation ended, all considered. */
  conclude(halt: Halt): { halt: Halt; response: HttpTriggerResponse | null } {
    if (this.#input.trigger !== 'Http' || halt.kind !== 'exit' || halt.code !== 0)
      return { halt, response: null };
    const { response, problem } = decodeHttpResponse(this.#answer.bytes);
    if (response === null) return { halt: { kind: 'malformed-response', message: problem }, response };
    const { output } = this.#input.limits;
    if (response.body.length <= output) return { halt, response };
    const message = `The body of the response has ${describeSize(response.body.length)} and may have ${describeSize(output)}.`;
    return { halt: { kind: 'output-limit', message }, response: null };
  }

  #channels({ trigger, head, body }: InvocationInput): Descriptor[] {
    switch (trigger) {
      case 'Std':
        return [];
      case 'Http':
        return [new ByteSource(encodeEnvelope(head, 'body', body), asked), this.#answer];
      case 'Pulsar':
        return [new ByteSource(encodeEnvelope(head, 'payload', body), asked), this.#answer];
      default:
        return assertNever(trigger);
    }
  }
}

/** What base64 or escapes make of a body that is as large as it may be, and its headers. */
function envelopeLimit(output: number): number {
  return output * 2 + 65_536;
}
