import type { HttpTriggerRequest, PulsarTriggerMessage, TriggerKind } from '../../contract/invocation.ts';
import type { InvocationRequest } from '../../contract/worker-messages.ts';
import type { Frame } from './frame-ring.ts';

/** An invocation's place in a worker, as the scheduler gave it. */
export interface Assignment {
  readonly slot: number;
  readonly ticket: number;
  readonly revision: number;
  /** Invocations of this revision's function that may be begun and unfinished on this worker at once. */
  readonly instances: number;
}

const triggers: readonly TriggerKind[] = ['Std', 'Http', 'Pulsar'];
const nothing = new Uint8Array(0);

/** In the order of the text: field by field, for V8 copies objects by a much slower way. */
type HttpHead = readonly [
  id: string,
  method: string,
  url: string,
  path: string,
  query: HttpTriggerRequest['query'],
  headers: HttpTriggerRequest['headers'],
];

/** The frame that carries an invocation to a worker. */
export function encodeInvocation(request: InvocationRequest, assignment: Assignment): Frame {
  const { slot, ticket, revision, instances } = assignment;
  const numbers = [slot, ticket, revision, instances, triggers.indexOf(request.trigger)];
  const { id, http, pulsar } = request;
  if (http !== null) {
    const { method, url, path, query, headers, body } = http;
    return { numbers, text: JSON.stringify([id, method, url, path, query, headers]), blobs: [body] };
  }
  if (pulsar !== null)
    return { numbers, text: JSON.stringify([id, { ...pulsar, payload: null }]), blobs: [pulsar.payload] };
  return { numbers, text: id, blobs: [request.stdin] };
}

/** Reads {@link encodeInvocation}'s frame. */
export function decodeInvocation(frame: Frame): { request: InvocationRequest; assignment: Assignment } {
  const [slot = 0, ticket = 0, revision = 0, instances = 0, trigger = 0] = frame.numbers;
  return {
    request: decodeRequest(triggers[trigger] ?? 'Std', frame.text, frame.blobs[0] ?? nothing),
    assignment: { slot, ticket, revision, instances },
  };
}

function decodeRequest(trigger: TriggerKind, text: string, bytes: Uint8Array): InvocationRequest {
  if (trigger === 'Std') return { id: text, trigger, stdin: bytes, http: null, pulsar: null };
  if (trigger === 'Http') {
    const [id, method, url, path, query, headers] = JSON.parse(text) as HttpHead;
    const http = { method, url, path, query, headers, body: bytes };
    return { id, trigger, stdin: nothing, http, pulsar: null };
  }
  const [id, message] = JSON.parse(text) as [string, Omit<PulsarTriggerMessage, 'payload'>];
  return { id, trigger, stdin: nothing, http: null, pulsar: { ...message, payload: bytes } };
}
