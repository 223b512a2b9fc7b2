import { createReadStream } from 'node:fs';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { WireRequest } from './follow-redirect.ts';
import { type Header, pairsOf } from './header-pairs.ts';
import { RequestFailure } from './request-failure.ts';
import type { WireAnswer } from './wire-answer.ts';

/** Headers that other clients take are long: a token or two, and a dozen cookies. */
const maxHeaderBytes = 256 * 1024;

/**
 * Sends a request on an HTTP/1.1 connection of its own and gives its answer's head. Aborting the signal ends it, also while the
 * body of the answer is read. Throws failures, and what sockets and TLS throw.
 */
export async function exchangeOverHttp1(wire: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
  const begun = performance.now();
  let connected = begun;
  const request = open(wire, signal);
  request.once('socket', (socket: Socket) => {
    const event = wire.url.protocol === 'https:' ? 'secureConnect' : 'connect';
    socket.once(event, () => {
      connected = performance.now();
    });
  });
  const answered = answerOf(request);
  sendBody(request, wire.bodyFile);
  const message = await answered;
  const firstByte = performance.now() - connected;
  return {
    status: message.statusCode ?? 0,
    statusText: message.statusMessage ?? '',
    httpVersion: message.httpVersion,
    headers: pairsOf(message.rawHeaders),
    body: message,
    timing: { connect: connected - begun, firstByte },
  };
}

function open({ method, url, headers }: WireRequest, signal: AbortSignal): ClientRequest {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const options = { method, signal, agent: false as const, setHost: false, maxHeaderSize: maxHeaderBytes };
  const target = new URL(url);
  // Credentials of the address are a header by now, and Node would add its own.
  target.username = '';
  target.password = '';
  try {
    const request = send(target, options);
    // Nothing is sent but what was prepared.
    for (const automatic of ['Connection', 'Content-Length', 'Transfer-Encoding'])
      request.removeHeader(automatic);
    for (const [name, values] of grouped(headers)) request.setHeader(name, values.map(asWritten));
    return request;
  } catch (cause) {
    throw new RequestFailure(
      'invalid-header',
      `The request can't be sent: ${(cause as Error).message}.`,
      'Names of headers are one word, and values one line.',
      cause,
    );
  }
}

/** Several headers of one name go out as several lines, under the name's first spelling. */
function grouped(headers: readonly Header[]): [name: string, values: string[]][] {
  const groups = new Map<string, [string, string[]]>();
  for (const [name, value] of headers) {
    const group = groups.get(name.toLowerCase());
    if (group === undefined) groups.set(name.toLowerCase(), [name, [value]]);
    else group[1].push(value);
  }
  return [...groups.values()];
}

/** Node writes headers as latin1; what is beyond goes out as UTF-8, as other clients do. */
function asWritten(value: string): string {
  return Buffer.from(value).toString('latin1');
}

function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request.once('response', resolve);
  // An answer that changes the protocol has no body that we could read.
  request.once('upgrade', (message: IncomingMessage, socket: Socket) => {
    socket.destroy();
    resolve(message);
  });
  request.on('error', reject);
  promise.catch(() => {});
  return promise;
}

/** A server may answer before it has read all of the body, and need not read the rest: the answer is what counts. */
function sendBody(request: ClientRequest, bodyFile: string | null): void {
  if (bodyFile === null) {
    request.end();
    return;
  }
  const source = createReadStream(bodyFile);
  source.on('error', (error) => request.destroy(error));
  request.once('close', () => source.destroy());
  source.pipe(request);
}
