import type { HonoRequest } from 'hono';
import { AtelierError } from '../../contract/errors.ts';

/**
 * The JSON value of a request's body. An empty body is an empty object, and a body without a content type is taken for
 * JSON, as clients send both. Throws `unsupported-media-type`, or `invalid-input` that says where the JSON is broken.
 */
export async function readJson(request: HonoRequest): Promise<unknown> {
  const text = decodeText(await request.arrayBuffer());
  if (text.trim() === '') return {};
  const type = request.header('content-type') ?? 'application/json';
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type))
    throw new AtelierError('unsupported-media-type', `The body is ${type}. Send JSON, as application/json.`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AtelierError('invalid-input', `The body is not valid JSON: ${(cause as SyntaxError).message}`, {
      cause,
    });
  }
}

function decodeText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AtelierError('invalid-input', 'The body is not valid UTF-8, as JSON has to be.', { cause });
  }
}
