import type { IncomingMessage } from 'node:http';
import type { InvocationRequest } from '../contract/worker-messages.ts';
import type { CallTarget } from './call-target.ts';
import { requestHeaders } from './request-headers.ts';

const nothing = new Uint8Array(0);

/** What a worker is given of an HTTP request: its body as stdin, or all of it as a structure for the HTTP trigger. */
export function invocationRequest(
  id: string,
  target: CallTarget,
  { method = 'GET', url = '/', headers, rawHeaders }: IncomingMessage,
  body: Uint8Array,
): InvocationRequest {
  if (target.trigger !== 'Http') return { id, trigger: 'Std', stdin: body, http: null, pulsar: null };
  const http = {
    method,
    url: `http://${headers.host}${url}`,
    path: target.path,
    query: target.query,
    headers: requestHeaders(rawHeaders),
    body,
  };
  return { id, trigger: 'Http', stdin: nothing, http, pulsar: null };
}
