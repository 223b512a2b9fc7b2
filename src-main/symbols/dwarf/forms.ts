import { type ByteCursor, Unreadable } from '../byte-cursor.ts';

/**
 * A value of an attribute as it stands in the file. An index leads to a table whose place the unit's first entry
 * tells, and a reference is relative to its unit.
 */
export type FormValue =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'address'; readonly number: number }
  | { readonly kind: 'reference'; readonly number: number }
  | { readonly kind: 'section-reference'; readonly number: number }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'text-offset';
      readonly section: 'debug_str' | 'debug_line_str';
      readonly number: number;
    }
  | { readonly kind: 'text-index'; readonly number: number }
  | { readonly kind: 'address-index'; readonly number: number }
  | { readonly kind: 'range-list-index'; readonly number: number }
  | { readonly kind: 'nothing' };

/** How wide the numbers of a unit are, in bytes. */
export interface Widths {
  readonly address: number;
  /** Of offsets into sections: 4, or 8 in the 64-bit format. */
  readonly offset: number;
}

const nothing: FormValue = { kind: 'nothing' };
const number = (value: number): FormValue => ({ kind: 'number', number: value });

/** Reads a value in one of the forms of DWARF 5, section 7.5.6. Throws `Unreadable`. */
export function readForm(form: number, implicit: number, cursor: ByteCursor, widths: Widths): FormValue {
  switch (form) {
    case 0x01: // addr
      return { kind: 'address', number: cursor.unsigned(widths.address) };
    case 0x03: // block2
      return skip(cursor, cursor.unsigned(2));
    case 0x04: // block4
      return skip(cursor, cursor.unsigned(4));
    case 0x05: // data2
      return number(cursor.unsigned(2));
    case 0x06: // data4
      return number(cursor.unsigned(4));
    case 0x07: // data8
      return number(cursor.unsigned(8));
    case 0x08: // string
      return { kind: 'text', text: cursor.text() };
    case 0x09: // block
    case 0x18: // exprloc
      return skip(cursor, cursor.leb128());
    case 0x0a: // block1
      return skip(cursor, cursor.unsigned(1));
    case 0x0b: // data1
    case 0x0c: // flag
      return number(cursor.unsigned(1));
    case 0x0d: // sdata
      return number(cursor.signedLeb128());
    case 0x0e: // strp
      return { kind: 'text-offset', section: 'debug_str', number: cursor.unsigned(widths.offset) };
    case 0x0f: // udata
    case 0x22: // loclistx
      return number(cursor.leb128());
    case 0x10: // ref_addr
      return { kind: 'section-reference', number: cursor.unsigned(widths.offset) };
    case 0x11: // ref1
      return { kind: 'reference', number: cursor.unsigned(1) };
    case 0x12: // ref2
      return { kind: 'reference', number: cursor.unsigned(2) };
    case 0x13: // ref4
      return { kind: 'reference', number: cursor.unsigned(4) };
    case 0x14: // ref8
      return { kind: 'reference', number: cursor.unsigned(8) };
    case 0x15: // ref_udata
      return { kind: 'reference', number: cursor.leb128() };
    case 0x16: // indirect
      return readForm(cursor.leb128(), 0, cursor, widths);
    case 0x17: // sec_offset
      return number(cursor.unsigned(widths.offset));
    case 0x19: // flag_present
      return number(1);
    case 0x1a: // strx
      return { kind: 'text-index', number: cursor.leb128() };
    case 0x1b: // addrx
      return { kind: 'address-index', number: cursor.leb128() };
    case 0x1c: // ref_sup4
      return skip(cursor, 4);
    case 0x1d: // strp_sup
      return skip(cursor, widths.offset);
    case 0x1e: // data16
      return skip(cursor, 16);
    case 0x1f: // line_strp
      return { kind: 'text-offset', section: 'debug_line_str', number: cursor.unsigned(widths.offset) };
    case 0x20: // ref_sig8
    case 0x24: // ref_sup8
      return skip(cursor, 8);
    case 0x21: // implicit_const
      return number(implicit);
    case 0x23: // rnglistx
      return { kind: 'range-list-index', number: cursor.leb128() };
    case 0x25: // strx1 to strx4
    case 0x26:
    case 0x27:
    case 0x28:
      return { kind: 'text-index', number: cursor.unsigned(form - 0x24) };
    case 0x29: // addrx1 to addrx4
    case 0x2a:
    case 0x2b:
    case 0x2c:
      return { kind: 'address-index', number: cursor.unsigned(form - 0x28) };
    default:
      throw new Unreadable(`The form 0x${form.toString(16)} is unknown.`);
  }
}

function skip(cursor: ByteCursor, size: number): FormValue {
  cursor.skip(size);
  return nothing;
}
