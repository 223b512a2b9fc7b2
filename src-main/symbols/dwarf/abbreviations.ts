import { ByteCursor, Unreadable } from '../byte-cursor.ts';

/** What entries of one shape have in common. */
export interface Abbreviation {
  readonly tag: number;
  readonly attributes: readonly AttributeShape[];
}

export interface AttributeShape {
  readonly name: number;
  readonly form: number;
  /** The value itself, where the form says that it stands here. */
  readonly implicit: number;
}

const implicitConstant = 0x21;

/** Reads the table of abbreviations at an offset of `.debug_abbrev` (DWARF 5, section 7.5.3). Throws `Unreadable`. */
export function readAbbreviations(section: Uint8Array, offset: number): ReadonlyMap<number, Abbreviation> {
  const cursor = new ByteCursor(section, offset);
  const table = new Map<number, Abbreviation>();
  for (let code = cursor.leb128(); code !== 0; code = cursor.leb128()) {
    const tag = cursor.leb128();
    cursor.skip(1); // whether entries follow inside: the order of the file says enough
    table.set(code, { tag, attributes: readShapes(cursor) });
  }
  if (table.size === 0) throw new Unreadable('There are no abbreviations.');
  return table;
}

function readShapes(cursor: ByteCursor): AttributeShape[] {
  const shapes: AttributeShape[] = [];
  for (;;) {
    const name = cursor.leb128();
    const form = cursor.leb128();
    if (name === 0 && form === 0) return shapes;
    shapes.push({ name, form, implicit: form === implicitConstant ? cursor.signedLeb128() : 0 });
  }
}
