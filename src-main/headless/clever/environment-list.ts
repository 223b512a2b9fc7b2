import { AtelierError } from '../../contract/errors.ts';

/**
 * Reads `FOO=BAR,HELLO=WORLD`. The first `=` ends the name, so values may hold more of them; in a value `\,` is a comma
 * and `\\` a backslash, and any other backslash stands for itself. Throws `usage` for an item that sets nothing.
 */
export function parseEnvironmentList(text: string): Record<string, string> {
  return Object.fromEntries(splitAtCommas(text).map(parseVariable));
}

function parseVariable(item: string): [string, string] {
  const equals = item.indexOf('=');
  const name = item.slice(0, Math.max(equals, 0)).trim();
  if (name === '')
    throw new AtelierError(
      'usage',
      `"${item}" sets no variable: write NAME=VALUE, more of them with commas between, and \\, for a comma in a value.`,
    );
  return [name, item.slice(equals + 1)];
}

/** Cuts at every comma but the escaped ones, and takes the escapes away. */
function splitAtCommas(text: string): string[] {
  const items: string[] = [];
  let item = '';
  for (const [piece] of text.matchAll(/\\[,\\]|./gs)) {
    if (piece === ',') {
      items.push(item);
      item = '';
    } else item += piece.length === 2 ? piece.slice(1) : piece;
  }
  return [...items, item];
}
