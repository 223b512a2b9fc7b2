import { ByteCursor, Unreadable } from '../byte-cursor.ts';
import type { DebugSections } from '../debug-sections.ts';
import { type Abbreviation, readAbbreviations } from './abbreviations.ts';
import { attribute } from './constants.ts';
import { type FormValue, readForm, type Widths } from './forms.ts';

/** A debugging information entry: a function, a piece of code that was inlined, or anything else. */
export interface Entry {
  readonly tag: number;
  /** By the attributes' names; of {@link read} ones alone. */
  readonly attributes: ReadonlyMap<number, FormValue>;
}

/** The attributes that are kept of an entry. */
const read: ReadonlySet<number> = new Set(Object.values(attribute));

/** A compilation unit of `.debug_info` (DWARF 4 and 5, section 7.5.1). */
export class Unit {
  readonly sections: DebugSections;
  readonly version: number;
  readonly widths: Widths;
  /** The entry of the unit itself. */
  readonly root: Entry;
  /** Where it begins in `.debug_info`, and what comes behind it. */
  readonly start: number;
  readonly end: number;
  readonly #abbreviations: ReadonlyMap<number, Abbreviation>;
  readonly #entries: number;

  /** Reads its header and first entry. Throws `Unreadable`. */
  constructor(sections: DebugSections, start: number) {
    const cursor = new ByteCursor(sections.section('debug_info'), start);
    const { end, offset } = readLength(cursor);
    this.sections = sections;
    this.start = start;
    this.end = end;
    this.version = cursor.unsigned(2);
    if (this.version < 2 || this.version > 5) throw new Unreadable(`DWARF ${this.version} is unknown.`);
    const [address, abbreviations] = readHeader(cursor, this.version, offset);
    this.widths = { address, offset };
    this.#abbreviations = readAbbreviations(sections.section('debug_abbrev'), abbreviations);
    this.#entries = cursor.offset;
    this.root = this.entryAt(this.#entries - start);
  }

  /** All entries, each before those that lie in it. */
  *entries(): Generator<Entry> {
    const cursor = this.#cursorAt(this.#entries);
    while (!cursor.done) {
      const entry = this.#readEntry(cursor);
      if (entry !== null) yield entry;
    }
  }

  /** The entry at an offset from the unit's start. Throws `Unreadable`. */
  entryAt(offset: number): Entry {
    const entry = this.#readEntry(this.#cursorAt(this.start + offset));
    if (entry === null) throw new Unreadable('There is no entry.');
    return entry;
  }

  /** A number, wherever it stands; undefined where the entry has none. */
  number(entry: Entry, name: number): number | undefined {
    const value = entry.attributes.get(name);
    return value?.kind === 'number' ? value.number : undefined;
  }

  /** A text, wherever it stands; undefined where the entry has none. */
  text({ attributes }: Entry, name: number): string | undefined {
    return this.textOf(attributes.get(name));
  }

  /** The text that a value is or leads to. */
  textOf(value: FormValue | undefined): string | undefined {
    switch (value?.kind) {
      case 'text':
        return value.text;
      case 'text-offset':
        return new ByteCursor(this.sections.section(value.section), value.number).text();
      case 'text-index': {
        const offset = this.#base(attribute.stringOffsetsBase) + value.number * this.widths.offset;
        const table = new ByteCursor(this.sections.section('debug_str_offsets'), offset);
        return new ByteCursor(this.sections.section('debug_str'), table.unsigned(this.widths.offset)).text();
      }
      default:
        return undefined;
    }
  }

  /** An address, wherever it stands; undefined where the value is none. */
  address(value: FormValue | undefined): number | undefined {
    if (value?.kind === 'address') return value.number;
    return value?.kind === 'address-index' ? this.addressAt(value.number) : undefined;
  }

  /** An address of the unit's table. */
  addressAt(index: number): number {
    const offset = this.#base(attribute.addressBase) + index * this.widths.address;
    return new ByteCursor(this.sections.section('debug_addr'), offset).unsigned(this.widths.address);
  }

  #base(name: number): number {
    return this.number(this.root, name) ?? 0;
  }

  #cursorAt(offset: number): ByteCursor {
    return new ByteCursor(this.sections.section('debug_info'), offset, this.end);
  }

  /** Null for the mark behind the last entry that lies in another one. */
  #readEntry(cursor: ByteCursor): Entry | null {
    const code = cursor.leb128();
    if (code === 0) return null;
    const abbreviation = this.#abbreviations.get(code);
    if (abbreviation === undefined) throw new Unreadable(`The abbreviation ${code} is missing.`);
    const attributes = new Map<number, FormValue>();
    for (const { name, form, implicit } of abbreviation.attributes) {
      const value = readForm(form, implicit, cursor, this.widths);
      if (read.has(name)) attributes.set(name, value);
    }
    return { tag: abbreviation.tag, attributes };
  }
}

/** The length that a unit begins with: where it ends, and how wide it makes offsets (section 7.4). */
export function readLength(cursor: ByteCursor): { end: number; offset: 4 | 8 } {
  const short = cursor.unsigned(4);
  const offset = short === 0xffff_ffff ? 8 : 4;
  const length = offset === 8 ? cursor.unsigned(8) : short;
  const end = cursor.offset + length;
  if (end > cursor.end) throw new Unreadable('A unit ends too early.');
  return { end, offset };
}

/** The width of addresses, and where the abbreviations are; units of types and of split files have more behind that. */
function readHeader(cursor: ByteCursor, version: number, offset: number): [address: number, table: number] {
  if (version < 5) {
    const table = cursor.unsigned(offset);
    return [cursor.unsigned(1), table];
  }
  const kind = cursor.unsigned(1);
  const address = cursor.unsigned(1);
  const table = cursor.unsigned(offset);
  const [typeUnit, splitTypeUnit, skeleton, split] = [2, 6, 4, 5];
  if (kind === typeUnit || kind === splitTypeUnit) cursor.skip(8 + offset);
  if (kind === skeleton || kind === split) cursor.skip(8);
  return [address, table];
}
