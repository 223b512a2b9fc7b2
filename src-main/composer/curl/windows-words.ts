/**
 * The words of a command line for Windows' `cmd`: carets escape what follows them, then the program takes its line
 * apart by quotes and backslashes, as the C runtime documents it.
 */
export function splitCmdWords(text: string): string[] {
  return splitArguments(withoutCarets(text));
}

/** A caret before two line ends stands for one of them, before one for none. In plain quotes it means itself. */
function withoutCarets(text: string): string {
  const escapesQuotes = text.includes('^"');
  let isQuoted = false;
  return text.replaceAll(/\^\r?\n(\r?\n)?|\^([\s\S])|"/g, (match, second?: string, escaped?: string) => {
    if (match === '"') {
      isQuoted = !isQuoted && !escapesQuotes;
      return match;
    }
    if (escaped !== undefined) return isQuoted ? match : escaped;
    return second === undefined ? '' : '\n';
  });
}

function splitArguments(text: string): string[] {
  const words = text.match(/(?:[^\s"\\]|\\+"|\\+|"(?:\\+"|\\+|""(?!\s|$)|[^"\\])*"?)+/g) ?? [];
  return words.map((word) => {
    let isQuoted = false;
    return word.replaceAll(
      /(\\*)(""|")|\\+/g,
      (match, slashes: string | undefined, quotes: string | undefined) => {
        if (slashes === undefined || quotes === undefined) return match;
        const half = '\\'.repeat(Math.floor(slashes.length / 2));
        if (slashes.length % 2 === 1) return `${half}"${quotes.slice(1)}`;
        if (quotes === '""' && isQuoted) return `${half}"`;
        if (quotes === '"') isQuoted = !isQuoted;
        return half;
      },
    );
  });
}

/** The words of a PowerShell line: backticks escape, a quote in quotes is written twice. */
export function splitPowerShellWords(text: string): string[] {
  const words = text.match(/(?:`\r?\n|`[^\r\n]|'(?:[^']|'')*'|"(?:[^"`]|`[\s\S]|"")*"|[^\s'"`])+/g) ?? [];
  return words
    .map((word) =>
      word.replaceAll(
        /`\r?\n|`([^\r\n])|'((?:[^']|'')*)'|"((?:[^"`]|`[\s\S]|"")*)"/g,
        (_match, escaped, single, double) => {
          if (escaped !== undefined) return backtick(escaped);
          if (single !== undefined) return forProgram(single.replaceAll("''", "'"));
          if (double === undefined) return '';
          return forProgram(
            double
              .replaceAll('""', '"')
              .replaceAll(/`([\s\S])/g, (_escape: string, letter: string) => backtick(letter)),
          );
        },
      ),
    )
    .filter((word) => word !== '');
}

function backtick(letter: string): string {
  return { n: '\n', r: '\r', t: '\t', '0': '\0' }[letter] ?? letter;
}

/** Windows PowerShell leaves quotes for a program as they are, so people escape them with a backslash. */
function forProgram(text: string): string {
  return text.replaceAll('\\"', '"');
}
