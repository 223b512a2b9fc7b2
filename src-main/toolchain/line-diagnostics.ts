import { isAbsolute, relative } from 'node:path';
import type { Diagnostic } from '../contract/diagnostic.ts';

/** `file.c:3:5: error: message`, as clang and Zig write it, and `./file.go:3:5: message` or `go.mod:3: message`, as Go does. */
const complaint =
  /^(?<file>[^\s:][^:\n]*):(?<line>\d+):(?:(?<column>\d+):)? (?:(?:fatal )?(?<kind>error|warning|note|remark): )?(?<message>.+)$/;

/** What clang writes in front of a complaint about a header. */
const way = /^In file included from /;
/** Notes about who asked for a template or, in Zig, a call at compile time. */
const demand = /^(?:in instantiation of|called from here)\b/;
/** What clang writes behind all of them. */
const sum = /^\d+ (?:warning|error)s?(?: and \d+ errors?)? generated\.$/;

/**
 * The complaints in a compiler's text, each beginning on a line of its own; files are relative to `folder`, and columns
 * are the compiler's own. What follows one (the excerpt of the source, notes) is part of its words.
 */
export function readDiagnostics(text: string, folder: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  let ahead = '';
  for (const line of text.trimEnd().split('\n')) {
    if (sum.test(line)) continue;
    if (way.test(line)) {
      ahead += `${line}\n`;
      continue;
    }
    const { file, line: row, column, kind, message } = complaint.exec(line)?.groups ?? {};
    const last = found.at(-1);
    if (file !== undefined && message !== undefined && kind !== 'note' && kind !== 'remark')
      found.push({
        ...placeOf(folder, { file, row, column }),
        severity: kind === 'warning' ? 'warning' : 'error',
        message,
        text: ahead + line,
      });
    else if (last !== undefined) {
      last.text += `\n${ahead}${line}`;
      // Of a complaint about a library's own code, the author's is where that is asked for.
      if (isAbsolute(last.file ?? '') && kind === 'note' && demand.test(message ?? ''))
        Object.assign(last, placeOf(folder, { file, row, column }));
    }
    ahead = '';
  }
  return found;
}

function placeOf(
  folder: string,
  { file = '', row, column }: Record<'file' | 'row' | 'column', string | undefined>,
) {
  return {
    file: relativeTo(folder, file),
    line: Number(row),
    column: column === undefined ? null : Number(column),
  };
}

/** A file as its author knows it: relative to the source's folder where it is in there, with `/`. */
export function relativeTo(folder: string, file: string): string {
  const way = isAbsolute(file) ? relative(folder, file) : file.replace(/^\.[/\\]/, '');
  const path = isAbsolute(file) && way.startsWith('..') ? file : way;
  return path.replaceAll('\\', '/');
}
