import { AtelierError } from '../../contract/errors.ts';
import { encodeField } from '../form-text.ts';
import type { CurlArgument } from './curl-options.ts';

/** A piece of what `-d` and its kin send: text, or the file whose content it is. */
export type DataPiece = { readonly text: string } | { readonly file: string };

const dataReaders: Readonly<Record<string, (value: string) => DataPiece>> = {
  data: textOrFile,
  'data-ascii': textOrFile,
  'data-binary': textOrFile,
  json: textOrFile,
  'data-raw': (text) => ({ text }),
  'data-urlencode': encodedPiece,
};

/** What the data options of a command send together; null where it has none. Throws `invalid-input` for a mixture. */
export function readData(options: readonly CurlArgument[]): DataPiece | null {
  const pieces = options.flatMap(({ name, value }) => dataReaders[name]?.(value) ?? []);
  const [first, ...others] = pieces;
  if (first === undefined) return null;
  if (others.length === 0) return first;
  const texts = pieces.map((piece) => {
    if ('text' in piece) return piece.text;
    throw new AtelierError(
      'invalid-input',
      `The command sends the file ${piece.file} together with other data, which one body here can't be made of. Put all of it into the file.`,
    );
  });
  // JSON is put together as it is, the rest as fields of a form.
  return { text: texts.join(options.some(({ name }) => name === 'json') ? '' : '&') };
}

function textOrFile(value: string): DataPiece {
  return value.startsWith('@') ? { file: value.slice(1) } : { text: value };
}

/** `content`, `=content`, `name=content`: the content is encoded, the name is as it is. */
function encodedPiece(value: string): DataPiece {
  const [, name = '', mark, content = ''] = /^([^=@]*)([=@])([\s\S]*)$/.exec(value) ?? [];
  if (mark === '@') return { file: content };
  if (mark === undefined) return { text: encodeField(value) };
  return { text: name === '' ? encodeField(content) : `${name}=${encodeField(content)}` };
}
