/** Reads a JSON text that is known to be well-formed, from its beginning on. */
export class JsonReader {
  private position: i32 = 0;

  constructor(private text: string) {}

  /** Enters the object that comes next; `nextKey` then walks over its fields. */
  enterObject(): void {
    this.skipTo(0x7b);
  }

  /** The next field's name, its value being next; null at the end of the object. */
  nextKey(): string | null {
    let code = this.peek();
    while (code != 0x22 && code != 0x7d) {
      this.position++;
      code = this.peek();
    }
    if (code == 0x7d) {
      this.position++;
      return null;
    }
    const key = this.readString();
    this.skipTo(0x3a);
    return key;
  }

  /** The string that comes next. */
  readString(): string {
    this.skipTo(0x22);
    let value = '';
    let start = this.position;
    for (let code = this.peek(); code != 0x22; code = this.peek()) {
      if (code == 0x5c) {
        value += this.text.substring(start, this.position) + this.readEscape();
        start = this.position;
      } else this.position++;
    }
    value += this.text.substring(start, this.position++);
    return value;
  }

  /** The string that comes next, or the first one of the list of strings that does; empty where that is. */
  readFirstString(): string {
    let code = this.peek();
    while (code != 0x22 && code != 0x5b) {
      this.position++;
      code = this.peek();
    }
    return code == 0x22 ? this.readString() : this.readFirstOfList();
  }

  /** The object of strings that comes next; a list in it is its first string. */
  readStrings(): Map<string, string> {
    const strings = new Map<string, string>();
    this.enterObject();
    for (let key = this.nextKey(); key !== null; key = this.nextKey()) strings.set(key, this.readFirstString());
    return strings;
  }

  private readFirstOfList(): string {
    let first = '';
    let count = 0;
    for (let code = this.peek(); code != 0x5d; code = this.peek()) {
      if (code == 0x22) {
        const value = this.readString();
        if (count++ == 0) first = value;
      } else this.position++;
    }
    this.position++;
    return first;
  }

  private peek(): i32 {
    if (this.position >= this.text.length) throw new Error('the JSON ends too early');
    return this.text.charCodeAt(this.position);
  }

  private skipTo(code: i32): void {
    while (this.peek() != code) this.position++;
    this.position++;
  }

  private readEscape(): string {
    const code = this.text.charCodeAt(this.position + 1);
    this.position += 2;
    if (code == 0x75) {
      this.position += 4;
      return String.fromCharCode(<i32>parseInt(this.text.substr(this.position - 4, 4), 16));
    }
    if (code == 0x6e) return '\n';
    if (code == 0x72) return '\r';
    if (code == 0x74) return '\t';
    if (code == 0x62) return '\b';
    if (code == 0x66) return '\f';
    return String.fromCharCode(code);
  }
}

/** The text as a JSON string, quotes included. */
export function quote(text: string): string {
  let quoted = '"';
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code == 0x22 || code == 0x5c) quoted += `\\${text.charAt(index)}`;
    else if (code < 0x20) quoted += `\\u${code.toString(16).padStart(4, '0')}`;
    else quoted += text.charAt(index);
  }
  return `${quoted}"`;
}
