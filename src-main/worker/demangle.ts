/** A path as Rust's legacy scheme and the Itanium C++ ABI (5.1) encode it: each part behind its length. */
const nestedName = /^_ZN(?<parts>\d.*)$/;
/** What Rust ends each path with, to tell equal paths apart. */
const hash = /^h[0-9a-f]{16}$/;
/** How Rust writes what is no identifier; other characters are `$u7b$`, by their hexadecimal code. */
const escapes: Readonly<Record<string, string>> = {
  SP: '@',
  BP: '*',
  RF: '&',
  LT: '<',
  GT: '>',
  LP: '(',
  RP: ')',
  C: ',',
};

/**
 * Makes the name that a compiler gave a function readable: `_ZN3std9panicking10rust_panic17h…E` is
 * `std::panicking::rust_panic`. Names in other schemes, or with C++ template arguments, stay as they are.
 */
export function demangle(name: string): string {
  let rest = nestedName.exec(name)?.groups?.parts;
  if (rest === undefined) return name;
  const parts: string[] = [];
  for (let length = Number.parseInt(rest, 10); length > 0; length = Number.parseInt(rest, 10)) {
    const start = `${length}`.length;
    parts.push(rest.slice(start, start + length));
    rest = rest.slice(start + length);
  }
  if (!rest.startsWith('E')) return name;
  if (parts.length > 1 && hash.test(parts.at(-1) as string)) parts.pop();
  return parts.map(unescapePart).join('::');
}

function unescapePart(part: string): string {
  return part
    .replace(/^_\$/, '$')
    .replaceAll('..', '::')
    .replace(/\$(\w+?)\$/g, (whole, code: string) => {
      if (/^u[0-9a-f]+$/.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
      return escapes[code] ?? whole;
    });
}
