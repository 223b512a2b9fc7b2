/** The line of a text, from 1, without its end; empty where there is none. */
export function lineOfText(text: string, line: number): string {
  let start = 0;
  for (let before = 1; before < line; before += 1) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return '';
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
}

/**
 * A column as editors count it, by units of UTF-16, of one that counts the bytes of UTF-8, as most compilers do. Both
 * count from 1.
 */
export function columnOfByte(line: string, byte: number): number {
  let [bytes, column] = [1, 1];
  for (const character of line) {
    if (bytes >= byte) break;
    bytes += bytesOf(character.codePointAt(0)!);
    column += character.length;
  }
  // A line that ends before is not the one that was meant.
  return column + Math.max(0, byte - bytes);
}

/** How long UTF-8 is for a code point (RFC 3629, 3). */
function bytesOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x1_0000 ? 3 : 4;
}
