import { posix } from 'node:path';
import { typeOfFile } from './content-type.ts';
import type { MultipartPart } from './draft.ts';
import { includedFile } from './included-file.ts';

const dispositionPattern = /^form-data;\s*name="([^"]*)"(?:;\s*filename="([^"]*)")?$/i;

/**
 * The parts of a multipart body as editors write it, a file being a line `< path`. Null where something would be lost:
 * a header of a part, another file name, text before the first part.
 */
export function parseMultipart(text: string, boundary: string): MultipartPart[] | null {
  const pieces = `\n${text}\n`.split(`\n--${boundary}`);
  const end = pieces.pop();
  if (pieces.shift()?.trim() !== '' || end?.trim() !== '--' || pieces.length === 0) return null;
  const parts = pieces.map(parsePart);
  return parts.every((part) => part !== null) ? parts : null;
}

function parsePart(piece: string): MultipartPart | null {
  const match = /^\n((?:[^\n]+\n)+)\n([\s\S]*)$/.exec(piece);
  if (match === null) return piece.startsWith('\n') ? parseEmptyPart(piece) : null;
  return createPart(match[1] ?? '', match[2] ?? '');
}

/** A part whose value is empty may leave out the line that would hold it. */
function parseEmptyPart(piece: string): MultipartPart | null {
  return piece.endsWith('\n') && !piece.includes('\n\n') ? createPart(piece.slice(1), '') : null;
}

function createPart(head: string, content: string): MultipartPart | null {
  const headers = new Map(
    head
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [, name = '', value = ''] = /^([^:]*):\s*(.*?)\s*$/.exec(line) ?? [];
        return [name.toLowerCase(), value];
      }),
  );
  const [, name, fileName] = dispositionPattern.exec(headers.get('content-disposition') ?? '') ?? [];
  if (name === undefined) return null;
  const file = includedFile(content);
  const known = new Set(['content-disposition', ...(file === null ? [] : ['content-type'])]);
  if ([...headers.keys()].some((key) => !known.has(key))) return null;
  if (file === null)
    return fileName === undefined
      ? { name: unescapeName(name), value: content, enabled: true, file: null }
      : null;
  if (fileName !== undefined && unescapeName(fileName) !== posix.basename(file)) return null;
  if ((headers.get('content-type') ?? typeOfFile(file)) !== typeOfFile(file)) return null;
  return { name: unescapeName(name), value: '', enabled: true, file };
}

/** The enabled parts as editors read them, with `\n` at the ends of lines. */
export function writeMultipart(parts: readonly MultipartPart[], boundary: string): string {
  const enabled = parts.filter((part) => part.enabled);
  if (enabled.length === 0) return '';
  const texts = enabled.map(
    (part) =>
      `--${boundary}\n${headOfPart(part).join('\n')}\n\n${part.file === null ? part.value : `< ${part.file}`}\n`,
  );
  return `${texts.join('')}--${boundary}--`;
}

/** The header lines of a part of a form. */
export function headOfPart({ name, file }: MultipartPart): string[] {
  return file === null
    ? headOfField(name, null, null)
    : headOfField(name, fileNameOf(file), typeOfFile(file));
}

/** The same with a file name and a type of one's own; null leaves them out. */
export function headOfField(name: string, fileName: string | null, type: string | null): string[] {
  const disposition = `Content-Disposition: form-data; name="${escapeName(name)}"`;
  return [
    fileName === null ? disposition : `${disposition}; filename="${escapeName(fileName)}"`,
    ...(type === null ? [] : [`Content-Type: ${type}`]),
  ];
}

/** What a file is called in a form: the last part of its path, of whichever system. */
export function fileNameOf(path: string): string {
  return posix.basename(path.replaceAll('\\', '/'));
}

/** A boundary that stands in none of the values; the same for the same parts. */
export function chooseBoundary(parts: readonly MultipartPart[], preferred = 'atelier-boundary'): string {
  const isTaken = (boundary: string) => parts.some(({ value }) => value.includes(boundary));
  let boundary = preferred;
  for (let number = 1; isTaken(boundary); number += 1) boundary = `${preferred}-${number}`;
  return boundary;
}

/** As browsers do (WHATWG HTML, 4.10.21.8). */
function escapeName(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function unescapeName(name: string): string {
  return name.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%22', '"');
}
