import type { TriggerKind } from '../../contract/invocation.ts';
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

/** The frame that carries an invocation to a worker: its text is the id with the head behind it. */
export function encodeInvocation(request: InvocationRequest, assignment: Assignment): Frame {
  const { id, trigger, head, body } = request;
  const { slot, ticket, revision, instances } = assignment;
  return {
    numbers: [slot, ticket, revision, instances, triggers.indexOf(trigger), id.length],
    text: id + head,
    blobs: [body],
  };
}

/** Reads {@link encodeInvocation}'s frame. */
export function decodeInvocation({ numbers, text, blobs }: Frame): {
  request: InvocationRequest;
  assignment: Assignment;
} {
  const [slot = 0, ticket = 0, revision = 0, instances = 0, trigger = 0, idLength = 0] = numbers;
  return {
    request: {
      id: text.slice(0, idLength),
      trigger: triggers[trigger] ?? 'Std',
      head: text.slice(idLength),
      body: blobs[0] ?? nothing,
    },
    assignment: { slot, ticket, revision, instances },
  };
}
