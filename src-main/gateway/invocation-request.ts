import type { IncomingMessage } from 'node:http';
import type { HttpTriggerRequest } from '../contract/invocation.ts';
import type { InvocationRequest } from '../contract/worker-messages.ts';
import type { CallTarget } from './call-target.ts';
import { requestHeaders } from './request-headers.ts';

/** What a worker is given of an HTTP request: its body as stdin, or all of it as a structure for the HTTP trigger. */
export function invocationRequest(
  id: string,
  target: CallTarget,
  { method = 'GET', url = '/', headers, rawHeaders }: IncomingMessage,
  body: Uint8Array,
): InvocationRequest {
  if (target.trigger !== 'Http') return { id, trigger: 'Std', head: '', body };
  const told: HttpTriggerRequest = {
    method,
    url: `http://${headers.host}${url}`,
    path: target.path,
    query: target.query,
    headers: requestHeaders(rawHeaders),
  };
  return { id, trigger: 'Http', head: JSON.stringify(told), body };
}
