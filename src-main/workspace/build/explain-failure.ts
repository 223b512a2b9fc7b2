import type { BuiltFunction } from './built-function.ts';

/** How compilers and stacks name a place in what was uploaded: `function.js:3:10`, `function.ts(3,10)`. */
const place = /\bfunction\.\w+(?::(\d+):(\d+)|\((\d+),(\d+)\))/g;

/**
 * The platform's reason for a failure with the places of the upload put in terms of the workspace's files. Its first
 * line begins with the first place there is, as every compiler's does that editors understand.
 */
export function explainFailure(
  reason: string,
  { locate, upload }: Pick<BuiltFunction, 'locate' | 'upload'>,
): string {
  let first: string | undefined;
  const text = reason.replace(place, (_, line, column, otherLine, otherColumn) => {
    const found = locate({
      file: upload.name,
      line: Number(line ?? otherLine),
      column: Number(column ?? otherColumn),
    });
    const written = `${found.file}:${found.line}:${found.column}`;
    first ??= written;
    return written;
  });
  return first === undefined || text.startsWith(first) ? text : `${first}: ${text}`;
}
