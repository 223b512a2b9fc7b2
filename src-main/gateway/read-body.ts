import type { IncomingMessage } from 'node:http';
import { describeSize } from '../contract/describe-size.ts';
import { AtelierError } from '../contract/errors.ts';

/** Whether a request has a body to wait for (RFC 9112, 6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return (
    headers['transfer-encoding'] !== undefined ||
    (headers['content-length'] !== undefined && headers['content-length'] !== '0')
  );
}

/**
 * Reads the body of a request; `invite` is called where the client waits to be asked for it. Throws `too-large` as
 * soon as it is known to exceed that many bytes, and `invalid-input` where the client went away in the middle of it.
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  invite: () => void,
): Promise<Uint8Array> {
  const { headers } = request;
  if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  if (headers.expect !== undefined) invite();
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(tooLarge(limit));
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.once('close', () => reject(brokenOff()));
  });
}

function tooLarge(limit: number): AtelierError {
  return new AtelierError('too-large', `The request body is larger than ${describeSize(limit)}.`);
}

function brokenOff(): AtelierError {
  return new AtelierError('invalid-input', 'The request ended before its body was complete.');
}
