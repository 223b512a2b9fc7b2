import { isAbsolute, relative } from 'node:path';
import type { Diagnostic } from '../contract/diagnostic.ts';

/** `file.c:3:5: error: message`, as clang and Zig write it, and `./file.go:3:5: message`, as Go does. */
const complaint =
  /^(?<file>[^\s:][^:\n]*):(?<line>\d+):(?<column>\d+): (?:(?:fatal )?(?<kind>error|warning|note|remark): )?(?<message>.+)$/;

/**
 * The complaints in a compiler's text, each beginning on a line of its own; files are relative to `folder`. What follows
 * one (the excerpt of the source, notes) is part of its words.
 */
export function readDiagnostics(text: string, folder: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const line of text.trimEnd().split('\n')) {
    const { file, line: row, column, kind, message } = complaint.exec(line)?.groups ?? {};
    const last = found.at(-1);
    if (file !== undefined && message !== undefined && kind !== 'note' && kind !== 'remark')
      found.push({
        file: relativeTo(folder, file),
        line: Number(row),
        column: Number(column),
        severity: kind === 'warning' ? 'warning' : 'error',
        message,
        text: line,
      });
    else if (last !== undefined) last.text += `\n${line}`;
  }
  return found;
}

/** A file as its author knows it: relative to the source's folder where it is in there, with `/`. */
export function relativeTo(folder: string, file: string): string {
  const way = isAbsolute(file) ? relative(folder, file) : file.replace(/^\.[/\\]/, '');
  const path = isAbsolute(file) && way.startsWith('..') ? file : way;
  return path.replaceAll('\\', '/');
}
