import { createReadStream } from 'node:fs';
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import type { WireRequest } from './follow-redirect.ts';
import { type Header, pairsOf } from './header-pairs.ts';
import { RequestFailure } from './request-failure.ts';
import type { WireAnswer } from './wire-answer.ts';

/** Fields of a connection, which HTTP/2 does without (RFC 9113, 8.2.2). */
const connectionFields = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

/** The headers as HTTP/2 has them: names in lower case, `:authority` in the place of Host. */
export function headersOfHttp2(headers: readonly Header[]): Header[] {
  return headers
    .map(
      ([name, value]): Header => [name.toLowerCase() === 'host' ? ':authority' : name.toLowerCase(), value],
    )
    .filter(([name]) => !connectionFields.has(name));
}

/**
 * Sends a request on an HTTP/2 connection of its own, agreed on by TLS, or taken for granted on http:// (RFC 9113, 3.3).
 * Aborting the signal ends it, also while the body of the answer is read. Throws a failure where the other end does not
 * speak HTTP/2, and what sockets and TLS throw.
 */
export async function exchangeOverHttp2(wire: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
  const begun = performance.now();
  const session = connect(wire.url.origin);
  const end = () => session.destroy(signal.reason as Error);
  signal.addEventListener('abort', end, { once: true });
  session.once('close', () => signal.removeEventListener('abort', end));
  try {
    await connected(session);
    const connectedAt = performance.now();
    const stream = open(session, wire);
    return {
      ...(await answerOf(stream)),
      statusText: '',
      httpVersion: '2',
      body: stream,
      timing: { connect: connectedAt - begun, firstByte: performance.now() - connectedAt },
    };
  } catch (error) {
    session.destroy();
    throw signal.aborted ? signal.reason : inWords(error, wire.url);
  }
}

function connected(session: ClientHttp2Session): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  session.once('connect', () => resolve());
  // Heard for as long as it lives: what comes later ends its stream, which tells.
  session.on('error', reject);
  return promise;
}

function open(
  session: ClientHttp2Session,
  { method, url, headers, bodyFile }: WireRequest,
): ClientHttp2Stream {
  const fields: Record<string, string | string[]> = {
    ':method': method,
    ':scheme': url.protocol.slice(0, -1),
    ':path': `${url.pathname}${url.search}`,
  };
  for (const [name, value] of headers) {
    const known = fields[name];
    fields[name] = known === undefined ? value : [known, value].flat();
  }
  const stream = session.request(fields, { endStream: bodyFile === null });
  stream.once('close', () => session.close());
  if (bodyFile !== null) {
    const source = createReadStream(bodyFile);
    source.on('error', (error) => stream.destroy(error));
    stream.once('close', () => source.destroy());
    source.pipe(stream);
  }
  return stream;
}

function answerOf(stream: ClientHttp2Stream): Promise<Pick<WireAnswer, 'status' | 'headers'>> {
  const { promise, resolve, reject } = Promise.withResolvers<Pick<WireAnswer, 'status' | 'headers'>>();
  stream.once('response', ({ ':status': status = 0 }, _flags, rawHeaders: readonly string[]) =>
    resolve({ status, headers: pairsOf(rawHeaders).filter(([name]) => !name.startsWith(':')) }),
  );
  stream.on('error', reject);
  stream.once('close', () => reject(new Error('the connection was closed before an answer')));
  return promise;
}

/** What Node says of an end that speaks something else, told as what it is. */
function inWords(error: unknown, { host }: URL): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!code.startsWith('ERR_HTTP2') && !code.includes('NO_APPLICATION_PROTOCOL')) return error;
  return new RequestFailure(
    'http-version',
    `${host} does not speak HTTP/2 here.`,
    'Choose HTTP/1.1 in the options of the request.',
    error,
  );
}
