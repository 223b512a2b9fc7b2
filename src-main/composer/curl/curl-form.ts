import type { RequestBody } from '../../contract/rpc/requests.ts';
import { typeOfFile } from '../content-type.ts';
import { createRow, type MultipartPart } from '../draft.ts';
import { chooseBoundary, fileNameOf, headOfField } from '../multipart-text.ts';
import type { CurlArgument } from './curl-options.ts';

/** One `-F`: its text or the file that it takes, with what it says of them. */
interface FormField {
  readonly name: string;
  readonly value: string;
  readonly file: string | null;
  /** Null where none is sent. */
  readonly fileName: string | null;
  readonly type: string | null;
}

/**
 * The body of the `-F` options; null where there are none. Where a field has a file name or a type that a form would not
 * give it, the body is the text of the form, with its files as lines `< path`, so that nothing is lost.
 */
export function readForm(options: readonly CurlArgument[]): RequestBody | null {
  const fields = options.flatMap(({ name, value }) =>
    name === 'form' || name === 'form-string' ? [readField(value, name === 'form-string')] : [],
  );
  if (fields.length === 0) return null;
  const parts = fields.map(({ name, value, file }): MultipartPart => ({ ...createRow(name, value), file }));
  if (fields.every(isUsual)) return { kind: 'multipart', parts };
  const boundary = chooseBoundary(parts);
  return {
    kind: 'text',
    text: `${fields.map((field) => `--${boundary}\n${textOf(field)}\n`).join('')}--${boundary}--`,
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

function readField(option: string, isPlain: boolean): FormField {
  const equals = option.indexOf('=');
  const name = option.slice(0, equals);
  const content = option.slice(equals + 1);
  if (isPlain) return { name, value: content, file: null, fileName: null, type: null };
  const [whole = '', mark, quoted, plain] = /^([@<]?)(?:"((?:[^"\\]|\\.)*)"|([^;]*))/s.exec(content) ?? [];
  const text = quoted?.replaceAll(/\\(["\\])/g, '$1') ?? plain ?? '';
  const said = attributesOf(content.slice(whole.length));
  return {
    name,
    value: mark === '' ? text : '',
    file: mark === '' ? null : text,
    // "<" sends the content of a file as if it had been written there.
    fileName: said.get('filename') ?? (mark === '@' ? fileNameOf(text) : null),
    type: said.get('type') ?? (mark === '@' ? typeOfFile(text) : null),
  };
}

/** What follows a content: `;type=image/png;filename="x.png"`; a type may have a parameter behind another semicolon. */
function attributesOf(text: string): Map<string, string> {
  const found = text.matchAll(/;\s*(type|filename)=(?:"([^"]*)"|((?:[^;]|;\s*charset=)*))/gi);
  return new Map(
    [...found].map(([, name = '', quoted, plain = '']) => [name.toLowerCase(), (quoted ?? plain).trim()]),
  );
}

function isUsual({ file, fileName, type }: FormField): boolean {
  return file === null
    ? fileName === null && type === null
    : fileName === fileNameOf(file) && type === typeOfFile(file);
}

function textOf({ name, value, file, fileName, type }: FormField): string {
  return [...headOfField(name, fileName, type), '', file === null ? value : `< ${file}`].join('\n');
}
