import type { HonoRequest } from 'hono';
import { describeSize } from '../../contract/describe-size.ts';
import { AtelierError } from '../../contract/errors.ts';

/**
 * The bytes of a request as they arrive. Where reading ends early, the rest is discarded behind: a client hears the
 * answer only when its own writing is not cut off. How much of that the server puts up with is its affair.
 */
export async function* requestBytes(request: HonoRequest): AsyncGenerator<Uint8Array> {
  const reader = request.raw.body?.getReader();
  if (reader === undefined) return;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    void discard(reader);
  }
}

/**
 * The JSON value of a request's body of at most `limit` bytes. An empty body is an empty object, and a body without a
 * content type is taken for JSON, as clients send both. Throws `too-large`, `unsupported-media-type`, or
 * `invalid-input` for a body that ends early, and for JSON that is broken, with the place.
 */
export async function readJson(request: HonoRequest, limit: number): Promise<unknown> {
  const text = decodeText(await readBytes(request, limit));
  if (text.trim() === '') return {};
  const type = request.header('content-type') ?? 'application/json';
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type))
    throw new AtelierError('unsupported-media-type', `The body is ${type}. Send JSON, as application/json.`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AtelierError('invalid-input', `The body is not valid JSON: ${reason}`, { cause });
  }
}

async function readBytes(request: HonoRequest, limit: number): Promise<Uint8Array> {
  // A client that announces too much hears so at once, also where it waits for that before it sends anything.
  if (Number(request.header('content-length') ?? 0) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of complete(requestBytes(request))) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Says in our words when the sender goes away in the middle. */
async function* complete(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (cause) {
    throw new AtelierError('invalid-input', 'The request ended before its body was complete.', { cause });
  }
}

function tooLarge(limit: number): AtelierError {
  return new AtelierError(
    'too-large',
    `The body is larger than the ${describeSize(limit)} that are allowed.`,
  );
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AtelierError('invalid-input', 'The body is not valid UTF-8, as JSON has to be.', { cause });
  }
}

async function discard(reader: Pick<ReadableStreamDefaultReader, 'read'>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // The connection is gone, and with it the rest.
  }
}
