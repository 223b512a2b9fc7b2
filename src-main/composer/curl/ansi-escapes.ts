const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Bytes above ASCII that are escaped one by one are UTF-8 together. */
const escapePattern =
  /((?:\\x[89a-fA-F][0-9a-fA-F])+)|\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|c(.)|([\s\S]))/g;

/** The text between the quotes of `$'…'` with its escapes undone, as POSIX.1-2024, 2.2.4 and bash have them. */
export function decodeAnsiEscapes(text: string): string {
  return text.replaceAll(escapePattern, (whole, bytes, hex, short, long, octal, control, other) => {
    if (bytes !== undefined) return Buffer.from(bytes.replaceAll('\\x', ''), 'hex').toString();
    const digits = hex ?? short ?? long;
    if (digits !== undefined) return fromCodePoint(Number.parseInt(digits, 16));
    if (octal !== undefined) return fromCodePoint(Number.parseInt(octal, 8));
    if (control !== undefined) return fromCodePoint(control.toUpperCase().charCodeAt(0) & 0x1f);
    return simpleEscapes[other] ?? (/[\\'"?]/.test(other) ? other : whole);
  });
}

function fromCodePoint(number: number): string {
  return number <= 0x10ffff ? String.fromCodePoint(number) : '\ufffd';
}
