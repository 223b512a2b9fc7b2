import { AtelierError } from '../../contract/errors.ts';
import { harSchema, importHar } from './import-har.ts';
import { importPostman, postmanSchema } from './import-postman.ts';
import type { Imported } from './import-problem.ts';

/**
 * The requests of a HAR 1.2 file or a Postman 2.1 collection, recognised by what is in it. Each is read on its own: what
 * is wrong with one is a line of `problems`. Throws `invalid-input` for any other text.
 */
export function importText(text: string): Imported {
  const content = parseJson(text);
  const har = harSchema.safeParse(content);
  if (har.success) return importHar(har.data);
  // Postman's own API wraps collections.
  const collection =
    typeof content === 'object' && content !== null && 'collection' in content ? content.collection : content;
  const postman = postmanSchema.safeParse(collection);
  if (postman.success) return importPostman(postman.data);
  throw new AtelierError(
    'invalid-input',
    'This is neither a HAR file (which has log.entries) nor a Postman collection (which has info and item).',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new AtelierError(
      'invalid-input',
      `The text is no JSON, which HAR files and Postman collections are: ${(cause as Error).message}.`,
      { cause },
    );
  }
}
