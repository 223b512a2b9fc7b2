/** What a reader of the grammar throws where it meets something that it does not know. */
class Unreadable extends Error {}

const basicTypes: Readonly<Record<string, string>> = {
  a: 'i8',
  b: 'bool',
  c: 'char',
  d: 'f64',
  e: 'str',
  f: 'f32',
  h: 'u8',
  i: 'isize',
  j: 'usize',
  l: 'i32',
  m: 'u32',
  n: 'i128',
  o: 'u128',
  p: '_',
  s: 'i16',
  t: 'u16',
  u: '()',
  v: '...',
  x: 'i64',
  y: 'u64',
  z: '!',
};

/** A forged symbol must not make us count for ever. */
const deepest = 64;

/**
 * The path that a symbol of Rust's v0 mangling (RFC 2603) stands for, without generic arguments; undefined for one
 * that can't be read.
 */
export function demangleRustV0(symbol: string): string | undefined {
  try {
    return new SymbolReader(symbol.slice(2)).path(0);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class SymbolReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  path(depth: number): string {
    if (depth > deepest) throw new Unreadable();
    switch (this.#take()) {
      case 'C':
        return this.#identifier();
      case 'N': {
        const namespace = this.#take();
        const parent = this.path(depth + 1);
        const name = this.#identifier();
        if (namespace === 'C') return `${parent}::{closure}`;
        return name === '' ? parent : `${parent}::${name}`;
      }
      case 'M':
        this.#implementation(depth);
        return `<${this.#type(depth + 1)}>`;
      case 'X':
        this.#implementation(depth);
        return `<${this.#type(depth + 1)} as ${this.path(depth + 1)}>`;
      case 'Y':
        return `<${this.#type(depth + 1)} as ${this.path(depth + 1)}>`;
      case 'I': {
        const path = this.path(depth + 1);
        while (this.#text[this.#at] !== 'E') this.#genericArgument(depth + 1);
        this.#at += 1;
        return path;
      }
      case 'B':
        return this.#back((reader) => reader.path(depth + 1));
      default:
        throw new Unreadable();
    }
  }

  #type(depth: number): string {
    if (depth > deepest) throw new Unreadable();
    const tag = this.#text[this.#at] ?? '';
    const basic = basicTypes[tag];
    if ('CNMXYI'.includes(tag) && tag !== '') return this.path(depth + 1);
    this.#at += 1;
    if (basic !== undefined) return basic;
    switch (tag) {
      case 'R':
      case 'Q':
        if (this.#text[this.#at] === 'L') this.#lifetime();
        return `${tag === 'R' ? '&' : '&mut '}${this.#type(depth + 1)}`;
      case 'P':
        return `*const ${this.#type(depth + 1)}`;
      case 'O':
        return `*mut ${this.#type(depth + 1)}`;
      case 'S':
        return `[${this.#type(depth + 1)}]`;
      case 'A': {
        const element = this.#type(depth + 1);
        this.#constant();
        return `[${element}; _]`;
      }
      case 'T': {
        const elements: string[] = [];
        while (this.#text[this.#at] !== 'E') elements.push(this.#type(depth + 1));
        this.#at += 1;
        return `(${elements.join(', ')})`;
      }
      case 'D':
        return this.#dynamic(depth);
      case 'B':
        return this.#back((reader) => reader.#type(depth + 1));
      default:
        throw new Unreadable();
    }
  }

  #dynamic(depth: number): string {
    const traits: string[] = [];
    if (this.#text[this.#at] === 'G') this.#lifetime();
    while (this.#text[this.#at] !== 'E') {
      traits.push(this.path(depth + 1));
      while (this.#text[this.#at] === 'p') {
        this.#at += 1;
        this.#identifier();
        this.#type(depth + 1);
      }
    }
    this.#at += 1;
    this.#lifetime();
    return `dyn ${traits.join(' + ')}`;
  }

  #genericArgument(depth: number): void {
    const tag = this.#text[this.#at];
    if (tag === 'L') this.#lifetime();
    else if (tag === 'K') {
      this.#at += 1;
      this.#constant();
    } else this.#type(depth);
  }

  #constant(): void {
    const tag = this.#take();
    if (tag === 'p') return;
    if (tag === 'B') return void this.#number();
    const value = /^n?[0-9a-f]*_/.exec(this.#text.slice(this.#at))?.[0];
    if (value === undefined) throw new Unreadable();
    this.#at += value.length;
  }

  #implementation(depth: number): void {
    this.#disambiguator();
    this.path(depth + 1);
  }

  /** `L` or `G` and a number. */
  #lifetime(): void {
    this.#take();
    this.#number();
  }

  #disambiguator(): void {
    if (this.#text[this.#at] !== 's') return;
    this.#at += 1;
    this.#number();
  }

  #identifier(): string {
    this.#disambiguator();
    const match = /^(u?)(0|[1-9]\d*)_?/.exec(this.#text.slice(this.#at));
    if (match === null) throw new Unreadable();
    const start = this.#at + match[0].length;
    this.#at = start + Number(match[2]);
    return this.#text.slice(start, this.#at);
  }

  /** A number in base 62, ended by `_`; what it is worth matters for references alone. */
  #number(): number {
    const digits = /^([0-9a-zA-Z]*)_/.exec(this.#text.slice(this.#at));
    if (digits === null) throw new Unreadable();
    this.#at += digits[0].length;
    const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
    if (digits[1] === '') return 0;
    return [...digits[1]!].reduce((value, digit) => value * 62 + alphabet.indexOf(digit), 0) + 1;
  }

  /** Reads again what stands further in front. */
  #back(read: (reader: SymbolReader) => string): string {
    const start = this.#at - 1;
    const target = this.#number();
    if (target >= start) throw new Unreadable();
    const reader = new SymbolReader(this.#text);
    reader.#at = target;
    return read(reader);
  }

  #take(): string {
    const character = this.#text[this.#at];
    if (character === undefined) throw new Unreadable();
    this.#at += 1;
    return character;
  }
}
