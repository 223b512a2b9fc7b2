import type { HttpTriggerRequest, InvocationInput, PulsarTriggerMessage } from '../contract/invocation.ts';

/** What an invocation was given: with its release, enough to run it again. */
export type KeptInput = Pick<InvocationInput, 'environment' | 'stdin' | 'http' | 'pulsar'>;

/** What a structured trigger handed over, without its bytes; neither for Std. */
export interface KeptRequest {
  readonly http?: Omit<HttpTriggerRequest, 'body'>;
  readonly pulsar?: Omit<PulsarTriggerMessage, 'payload'>;
}

const nothing = new Uint8Array(0);

/** The bytes among what was given: the body of whatever came in. */
export function inputBytes({ stdin, http, pulsar }: KeptInput): Uint8Array {
  return http?.body ?? pulsar?.payload ?? stdin;
}

/** What was given without its bytes and environment, as JSON may have it; field by field, which is the quick way. */
export function inputRequest({ http, pulsar }: KeptInput): KeptRequest {
  if (http !== null) {
    const { method, url, path, query, headers } = http;
    return { http: { method, url, path, query, headers } };
  }
  if (pulsar === null) return {};
  const { payload: _, ...message } = pulsar;
  return { pulsar: message };
}

/** Puts together what {@link inputRequest} and {@link inputBytes} took apart. */
export function joinInput(
  { http, pulsar }: KeptRequest,
  bytes: Uint8Array,
  environment: KeptInput['environment'],
): KeptInput {
  return {
    environment,
    stdin: http === undefined && pulsar === undefined ? bytes : nothing,
    http: http === undefined ? null : { ...http, body: bytes },
    pulsar: pulsar === undefined ? null : { ...pulsar, payload: bytes },
  };
}
