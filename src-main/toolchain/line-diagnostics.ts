import { isAbsolute, relative } from 'node:path';
import type { Diagnostic } from '../contract/diagnostic.ts';

/** `file.c:3:5: error: message`, as clang and Zig write it, and `./file.go:3:5: message` or `go.mod:3: message`, as Go does. */
const complaint =
  /^(?<file>[^\s:][^:\n]*):(?<line>\d+):(?:(?<column>\d+):)? (?:(?:fatal )?(?<kind>error|warning|note|remark): )?(?<message>.+)$/;

/** What clang writes in front of a complaint about a header. */
const way = /^In file included from /;
/** Who asked for what is wrong: for a template, for a call at compile time or a file, and by Zig's list of references. */
const demands = [
  /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): note: (?:in instantiation of|called from here|file imported here)\b/,
  /^ {4}\S.*: (?<file>[^:]+):(?<line>\d+):(?<column>\d+)$/,
];
/** What clang writes behind all of them. */
const sum = /^\d+ (?:warning|error)s?(?: and \d+ errors?)? generated\.$/;

/**
 * The complaints in a compiler's text, each beginning on a line of its own; files are relative to `folder`, and columns
 * are the compiler's own. What follows one (the excerpt of the source, notes) is part of its words.
 */
export function readDiagnostics(text: string, folder: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const named: (string | undefined)[] = [];
  let ahead = '';
  for (const line of text.trimEnd().split('\n')) {
    if (sum.test(line)) continue;
    if (way.test(line)) {
      ahead += `${line}\n`;
      continue;
    }
    const { kind, message, ...place } = complaint.exec(line)?.groups ?? {};
    const last = found.at(-1);
    if (message !== undefined && kind !== 'note' && kind !== 'remark') {
      named.push(place.file);
      found.push({
        ...placeOf(folder, place),
        severity: kind === 'warning' ? 'warning' : 'error',
        message,
        text: ahead + line,
      });
    } else if (last !== undefined) {
      last.text += `\n${ahead}${line}`;
      Object.assign(last, placeOfDemand(line, last, folder));
    }
    ahead = '';
  }
  shareDemands(found, named);
  return found;
}

/** Who asked is told once by clang, for all complaints about one file of a library that follow each other. */
function shareDemands(found: readonly Diagnostic[], named: readonly (string | undefined)[]): void {
  for (const [index, complaint] of found.entries()) {
    const before = found[index - 1];
    if (before === undefined || !isOfAuthor(before) || isOfAuthor(complaint)) continue;
    const { file, line, column } = before;
    if (named[index] === named[index - 1]) Object.assign(complaint, { file, line, column });
  }
}

type Place = Pick<Diagnostic, 'file' | 'line' | 'column'>;

/** Of a complaint about a library's own code, or a file that is not there, the author's part is where it is asked for. */
function placeOfDemand(line: string, { file }: Place, folder: string): Place | undefined {
  const isPlaced = isOfAuthor({ file }) && !line.endsWith('file imported here');
  const asked = isPlaced ? undefined : demands.map((demand) => demand.exec(line)?.groups).find(Boolean);
  const place = asked && placeOf(folder, asked);
  return place && isAbsolute(place.file) ? undefined : place;
}

function isOfAuthor({ file }: Pick<Diagnostic, 'file'>): boolean {
  return !isAbsolute(file ?? '');
}

function placeOf(folder: string, { file = '', line, column }: Readonly<Record<string, string | undefined>>) {
  return {
    file: relativeTo(folder, file),
    line: Number(line),
    column: column === undefined ? null : Number(column),
  };
}

/** A file as its author knows it: relative to the source's folder where it is in there, with `/`. */
export function relativeTo(folder: string, file: string): string {
  const way = isAbsolute(file) ? relative(folder, file) : file.replace(/^\.[/\\]/, '');
  const path = isAbsolute(file) && way.startsWith('..') ? file : way;
  return path.replaceAll('\\', '/');
}
