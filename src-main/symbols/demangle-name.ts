import { demangleRustV0 } from './demangle-rust-v0.ts';

/** What Rust's legacy mangling writes for characters that a symbol can't have. */
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
 * A symbol as its language writes it, as far as people need to recognise it: Rust in both manglings, the nested names of
 * C++ (Itanium ABI) and methods of Go; every other symbol as it is.
 */
export function demangleName(symbol: string): string {
  if (symbol.startsWith('_R')) return demangleRustV0(symbol) ?? symbol;
  if (symbol.startsWith('_ZN')) return demangleNested(symbol) ?? symbol;
  return symbol.replace(goMethod, '.(*$1).');
}

/** `fmt.__pp_.printValue`: Go's linker writes what is no letter in `fmt.(*pp).printValue` as `_`. */
const goMethod = /(?<=^[\w.]+)\.__(\w+)_\.(?=\w)/;

/** `_ZN4core3fmt9Formatter3pad17h0123456789abcdefE`: lengths and names between `_ZN` and `E`, Rust's hash the last. */
function demangleNested(symbol: string): string | undefined {
  const parts: string[] = [];
  let rest = symbol.slice(3).replace(/^[KVr]+/, '');
  while (rest !== '' && rest[0] !== 'E') {
    const length = /^\d+/.exec(rest)?.[0];
    if (length === undefined) break;
    const end = length.length + Number(length);
    parts.push(rest.slice(length.length, end));
    rest = rest.slice(end);
  }
  if (/^h[0-9a-f]{16}$/.test(parts.at(-1) ?? '')) parts.pop();
  return parts.length === 0 ? undefined : parts.map(readEscapes).join('::');
}

function readEscapes(part: string): string {
  return part
    .replace(/^_(?=\$)/, '')
    .replaceAll('..', '::')
    .replace(/\$(\w+)\$/g, (whole, code: string) => {
      if (/^u[0-9a-f]+$/.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
      return escapes[code] ?? whole;
    });
}
