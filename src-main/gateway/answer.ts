import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AtelierError } from '../contract/errors.ts';
import type { HttpTriggerResponse, InvocationOutput } from '../contract/invocation.ts';
import { failureOfHalt } from './failure-of-halt.ts';

/** What the gateway sends: names and values of headers in turn, as Node's `writeHead` takes them. */
export interface Answer {
  readonly status: number;
  readonly statusText: string | null;
  readonly headers: readonly string[];
  readonly body: Uint8Array;
}

/** Fields of the connection, not of the message (RFC 9110, 7.6.1), and the length, which is ours to say. */
const connectionFields = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** How long a client may go on sending after it was answered, in milliseconds. */
const lingerTime = 2_000;

/** Bodies up to this many bytes are sent together with their head. */
const oneWriteBytes = 16 * 1024;

const text = ['Content-Type', 'text/plain; charset=utf-8'];
const bytes = ['Content-Type', 'application/octet-stream'];
const json = ['Content-Type', 'application/json; charset=utf-8'];

/** What the caller of an invocation that ran gets: the function's answer, or the error that its end means. */
export function answerOf(output: InvocationOutput, invocationId: string): Answer {
  const failure = failureOfHalt(output);
  if (failure !== null) return answerOfError(failure, invocationId);
  return output.response === null
    ? { status: 200, statusText: null, headers: isText(output.stdout) ? text : bytes, body: output.stdout }
    : answerOfResponse(output.response);
}

/** JSON `{error, invocationId, code, …}` (docs/wire.md, 2), with what the error's details add. */
export function answerOfError(error: AtelierError, invocationId: string): Answer {
  const { retryAfterSeconds, ...details } = error.details;
  const answer = answerOfJson(error.status, {
    error: error.message,
    invocationId,
    code: error.code,
    ...details,
  });
  if (retryAfterSeconds === undefined) return answer;
  return { ...answer, headers: [...answer.headers, 'Retry-After', String(retryAfterSeconds)] };
}

/** Any value as JSON. */
export function answerOfJson(status: number, value: unknown): Answer {
  return { status, statusText: null, headers: json, body: Buffer.from(`${JSON.stringify(value)}\n`) };
}

/** Sends an answer; what can't be said in HTTP becomes the error that names it. Gives the status that was sent. */
export function send(response: ServerResponse, answer: Answer, invocationId: string): number {
  const { status, statusText, headers, body } = answer;
  const bodiless = status === 204 || status === 304;
  const fields = [...headers, 'Atelier-Invocation-Id', invocationId];
  if (!bodiless) fields.push('Content-Length', String(body.length));
  try {
    if (statusText === null) response.writeHead(status, fields);
    else response.writeHead(status, statusText, fields);
  } catch (error) {
    return send(response, answerOfError(unspeakable(error), invocationId), invocationId);
  }
  if (bodiless) response.end();
  else if (body.length > oneWriteBytes) response.end(body);
  else response.end(asLatin1(body), 'latin1');
  return status;
}

/** Node sends a head and a text in one write, which is much cheaper than two; every byte is a character of latin1. */
function asLatin1({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString('latin1');
}

/**
 * Sends an answer to a request whose body was not read, and closes the connection: a client that still sends is
 * listened to for a moment, for it would see a reset instead of the answer otherwise.
 */
export function sendBeforeBody(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
  invocationId: string,
): void {
  const length = ['Content-Length', String(body.length)];
  response.writeHead(status, [
    ...headers,
    ...length,
    'Atelier-Invocation-Id',
    invocationId,
    'Connection',
    'close',
  ]);
  // A client that waits to be asked for its body sends none.
  if (request.headers.expect !== undefined) {
    response.end(body);
    return;
  }
  response.write(body);
  const end = () => response.end();
  const patience = setTimeout(end, lingerTime).unref();
  request.once('end', end).once('close', () => clearTimeout(patience));
  request.resume();
}

function answerOfResponse({ status, statusText, headers, body }: HttpTriggerResponse): Answer {
  const kept = headers.filter(([name]) => !connectionFields.has(name.toLowerCase()));
  return { status, statusText: statusText === '' ? null : statusText, headers: kept.flat(), body };
}

function unspeakable(error: unknown): AtelierError {
  const reason = error instanceof Error ? error.message : String(error);
  return new AtelierError('malformed-response', `The function's response can't be sent: ${reason}.`);
}

/** Valid UTF-8 without NUL, which no text has and many binary formats begin with. */
function isText(stdout: Uint8Array): boolean {
  return isUtf8(stdout) && !stdout.includes(0);
}
