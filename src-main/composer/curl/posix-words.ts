import { decodeAnsiEscapes } from './ansi-escapes.ts';

/**
 * What a word of a POSIX shell may begin with at a place (POSIX.1, 2.2 Quoting), and what it stands for. Shell variables
 * become variables of ours: `"$TOKEN"` is `{{TOKEN}}`.
 */
const pieces: readonly (readonly [pattern: RegExp, value: (match: RegExpExecArray) => string])[] = [
  [/\\\r?\n/y, () => ''],
  [/\$'((?:[^'\\]|\\[\s\S])*)'/y, (match) => decodeAnsiEscapes(match[1] ?? '')],
  [/'([^']*)'/y, (match) => match[1] ?? ''],
  [/\$?"((?:[^"\\]|\\[\s\S])*)"/y, (match) => decodeDoubleQuoted(match[1] ?? '')],
  [/\$(?:\{(\w+)\}|([A-Za-z_]\w*))/y, (match) => `{{${match[1] ?? match[2]}}}`],
  [/\\([\s\S])/y, (match) => match[1] ?? ''],
  [/[^\s'"\\$|;]+/y, (match) => match[0]],
  [/\$/y, () => '$'],
];

/** A line that goes on with an option was meant to go on, also where its backslash got lost. */
const blankPattern = /(?:[ \t]|\\\r?\n|\r?\n(?=\s*-))+/y;

/** The words of the first command of a shell line, quotes and escapes undone; redirections are left out. */
export function splitPosixWords(text: string): string[] {
  const words: string[] = [];
  let offset = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    if (match !== null) offset = pattern.lastIndex;
    return match;
  };
  while (offset < text.length) {
    take(blankPattern);
    if (take(/\d?>>?\s*(?:&\d|\S+)|<\s+\S+/y) !== null) continue;
    const begun = offset;
    let word = '';
    for (let piece = takePiece(take); piece !== null; piece = takePiece(take)) word += piece;
    // A pipe, a semicolon, a new line or a quote that is not closed: the command ends here.
    if (offset === begun) break;
    words.push(word);
  }
  return words;
}

function takePiece(take: (pattern: RegExp) => RegExpExecArray | null): string | null {
  for (const [pattern, value] of pieces) {
    const match = take(pattern);
    if (match !== null) return value(match);
  }
  return null;
}

function decodeDoubleQuoted(text: string): string {
  return text.replaceAll(
    /\\(\r?\n|["\\$`])|\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g,
    (_match, escaped: string | undefined, braced: string | undefined, bare: string | undefined) => {
      if (escaped !== undefined) return /\n$/.test(escaped) ? '' : escaped;
      return `{{${braced ?? bare}}}`;
    },
  );
}
