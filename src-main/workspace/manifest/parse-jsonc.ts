/** A value of a JSON text and where it stands; offsets count UTF-16 units, `end` is the first one behind it. */
export type JsoncNode = JsoncScalar | JsoncArray | JsoncObject;

interface Placed {
  readonly start: number;
  readonly end: number;
}

interface JsoncScalar extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

interface JsoncArray extends Placed {
  readonly kind: 'array';
  readonly items: readonly JsoncNode[];
}

export interface JsoncObject extends Placed {
  readonly kind: 'object';
  readonly members: readonly JsoncMember[];
  /** Whether a comma follows the last member. */
  readonly trailingComma: boolean;
}

interface JsoncMember {
  readonly key: JsoncScalar & { readonly value: string };
  readonly value: JsoncNode;
}

/** A text that is no JSON, and where that shows. */
export class JsoncError extends Error {
  override readonly name = 'JsoncError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Blanks, line comments and block comments. */
const gap = /(?:[ \t\r\n\ufeff]|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
/** RFC 8259, 6 and 7; what a string may hold is left to `JSON.parse`. */
const scalar = /"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y;

/**
 * Reads JSON (RFC 8259) in which comments and trailing commas are allowed, as editors write it. Throws `JsoncError`.
 */
export function parseJsonc(text: string): JsoncNode {
  const reader = new Reader(text);
  const node = reader.value();
  reader.skipGap();
  if (reader.offset < text.length) throw reader.unexpected('the end of the file');
  return node;
}

/** The plain value of a node. */
export function plainValue(node: JsoncNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'array') return node.items.map(plainValue);
  return Object.fromEntries(node.members.map(({ key, value }) => [key.value, plainValue(value)]));
}

/** The node that a path of keys and indices leads to, or the last one on the way where the path goes on. */
export function nodeAt(root: JsoncNode, path: readonly PropertyKey[]): JsoncNode {
  let node = root;
  for (const step of path) {
    const next =
      node.kind === 'object'
        ? node.members.find(({ key }) => key.value === step)?.value
        : node.kind === 'array'
          ? node.items[Number(step)]
          : undefined;
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

/** Where the name of a member stands, by the path to it; where there is none, as `nodeAt`. */
export function keyAt(root: JsoncNode, path: readonly PropertyKey[]): JsoncNode {
  const parent = nodeAt(root, path.slice(0, -1));
  const member = parent.kind === 'object' && parent.members.find(({ key }) => key.value === path.at(-1));
  return member ? member.key : nodeAt(root, path);
}

/** The line and the column that an offset is in, both from 1. */
export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

class Reader {
  readonly text: string;
  offset = 0;

  constructor(text: string) {
    this.text = text;
  }

  skipGap(): void {
    gap.lastIndex = this.offset;
    this.offset += gap.exec(this.text)?.[0].length ?? 0;
  }

  value(): JsoncNode {
    this.skipGap();
    if (this.text[this.offset] === '{') return this.object();
    if (this.text[this.offset] === '[') return this.array();
    return this.scalar();
  }

  private object(): JsoncObject {
    const members: JsoncMember[] = [];
    const placed = this.list('}', () => {
      const key = this.scalar();
      if (typeof key.value !== 'string')
        throw new JsoncError('a key in double quotes is expected', key.start);
      if (members.some((member) => member.key.value === key.value))
        throw new JsoncError(`"${key.value}" is there twice`, key.start);
      this.skipGap();
      if (this.text[this.offset] !== ':') throw this.unexpected('":"');
      this.offset += 1;
      members.push({ key: { ...key, value: key.value }, value: this.value() });
    });
    return { kind: 'object', members, ...placed };
  }

  private array(): JsoncArray {
    const items: JsoncNode[] = [];
    const { start, end } = this.list(']', () => items.push(this.value()));
    return { kind: 'array', items, start, end };
  }

  /** Everything between an opening bracket, on which the reader stands, and its closing one. */
  private list(closing: string, item: () => void): Placed & { readonly trailingComma: boolean } {
    const start = this.offset;
    let trailingComma = false;
    this.offset += 1;
    for (;;) {
      this.skipGap();
      if (this.text[this.offset] === closing) break;
      item();
      this.skipGap();
      trailingComma = this.text[this.offset] === ',';
      if (trailingComma) this.offset += 1;
      else if (this.text[this.offset] !== closing) throw this.unexpected(`"," or "${closing}"`);
    }
    this.offset += 1;
    return { start, end: this.offset, trailingComma };
  }

  private scalar(): JsoncScalar {
    const start = this.offset;
    scalar.lastIndex = start;
    const found = scalar.exec(this.text)?.[0];
    if (found === undefined) throw this.unexpected('a value');
    this.offset += found.length;
    try {
      return { kind: 'scalar', value: JSON.parse(found), start, end: this.offset };
    } catch {
      throw new JsoncError(`${found} is no JSON value`, start);
    }
  }

  unexpected(wanted: string): JsoncError {
    const found = this.text[this.offset];
    const there = found === undefined ? 'the file ends' : `there is ${JSON.stringify(found)}`;
    return new JsoncError(`${wanted} is expected and ${there}`, this.offset);
  }
}
