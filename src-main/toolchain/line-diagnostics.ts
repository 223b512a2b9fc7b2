import { isAbsolute, relative } from 'node:path';
import type { Diagnostic } from './toolchain.ts';

/** `file.c:3:5: error: message`, as clang and Zig write it, and `./file.go:3:5: message`, as Go does. */
const complaint =
  /^(?<file>[^\s:][^:\n]*):(?<line>\d+):(?<column>\d+): (?:(?:fatal )?error: )?(?<message>.+)$/;
/** What is said to explain a complaint is none itself. */
const aside = /^(?:warning|note|remark): /;

/** The complaints in a compiler's text, one a line; files are relative to `folder`. */
export function readDiagnostics(text: string, folder: string): Diagnostic[] {
  return text.split('\n').flatMap((line) => {
    const { file, line: row, column, message } = complaint.exec(line)?.groups ?? {};
    if (file === undefined || message === undefined || aside.test(message)) return [];
    return [{ file: relativeTo(folder, file), line: Number(row), column: Number(column), message }];
  });
}

/** A file as its author knows it: relative to the source's folder, with `/`. */
export function relativeTo(folder: string, file: string): string {
  const path = isAbsolute(file) ? relative(folder, file) : file.replace(/^\.[/\\]/, '');
  return path.replaceAll('\\', '/');
}
