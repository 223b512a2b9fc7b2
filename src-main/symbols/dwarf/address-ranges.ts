import { ByteCursor, Unreadable } from '../byte-cursor.ts';
import { attribute, isLive } from './constants.ts';
import type { Entry, Unit } from './unit.ts';

/** Code from one address up to another one. */
export interface AddressRange {
  readonly low: number;
  readonly high: number;
}

/** The code that an entry is about; empty for one that is about none. Throws `Unreadable`. */
export function rangesOf(unit: Unit, entry: Entry): AddressRange[] {
  const listed = entry.attributes.get(attribute.ranges);
  if (listed !== undefined)
    return (unit.version < 5 ? readRanges : readRangeList)(unit, listed).filter(isCode);
  const low = unit.address(entry.attributes.get(attribute.lowAddress));
  const end = entry.attributes.get(attribute.highAddress);
  if (low === undefined || end === undefined) return [];
  // either an address, or a length
  const high = unit.address(end) ?? low + (end.kind === 'number' ? end.number : 0);
  return [{ low, high }].filter(isCode);
}

/** Whether an address lies in one of the ranges. */
export function contains(ranges: readonly AddressRange[], address: number): boolean {
  return ranges.some(({ low, high }) => low <= address && address < high);
}

function isCode({ low, high }: AddressRange): boolean {
  return isLive(low) && low < high;
}

type Listed = Parameters<Unit['address']>[0];

/** What addresses of a list are relative to. */
function baseOf(unit: Unit): number {
  return unit.address(unit.root.attributes.get(attribute.lowAddress)) ?? 0;
}

/** A list of `.debug_ranges` (DWARF 4, section 2.17.3): pairs, two zeros at the end. */
function readRanges(unit: Unit, value: Listed): AddressRange[] {
  if (value?.kind !== 'number') return [];
  const { address } = unit.widths;
  const cursor = new ByteCursor(unit.sections.section('debug_ranges'), value.number);
  const ranges: AddressRange[] = [];
  let base = baseOf(unit);
  for (;;) {
    const [low, high] = [cursor.unsigned(address), cursor.unsigned(address)];
    if (low === 0 && high === 0) return ranges;
    if (low === 0xffff_ffff) base = high;
    else ranges.push({ low: base + low, high: base + high });
  }
}

/** A list of `.debug_rnglists` (DWARF 5, section 7.25). */
function readRangeList(unit: Unit, value: Listed): AddressRange[] {
  const section = unit.sections.section('debug_rnglists');
  const cursor = new ByteCursor(section, offsetOfList(unit, section, value));
  const { address } = unit.widths;
  const ranges: AddressRange[] = [];
  let base = baseOf(unit);
  for (;;) {
    const kind = cursor.unsigned(1);
    switch (kind) {
      case 0: // end of list
        return ranges;
      case 1: // base_addressx
        base = unit.addressAt(cursor.leb128());
        break;
      case 2: // startx_endx
        ranges.push({ low: unit.addressAt(cursor.leb128()), high: unit.addressAt(cursor.leb128()) });
        break;
      case 3: // startx_length
        ranges.push(withLength(unit.addressAt(cursor.leb128()), cursor.leb128()));
        break;
      case 4: // offset_pair
        ranges.push({ low: base + cursor.leb128(), high: base + cursor.leb128() });
        break;
      case 5: // base_address
        base = cursor.unsigned(address);
        break;
      case 6: // start_end
        ranges.push({ low: cursor.unsigned(address), high: cursor.unsigned(address) });
        break;
      case 7: // start_length
        ranges.push(withLength(cursor.unsigned(address), cursor.leb128()));
        break;
      default:
        throw new Unreadable(`The range of kind ${kind} is unknown.`);
    }
  }
}

function offsetOfList(unit: Unit, section: Uint8Array, value: Listed): number {
  if (value?.kind === 'number') return value.number;
  if (value?.kind !== 'range-list-index') throw new Unreadable('A range leads nowhere.');
  const base = unit.number(unit.root, attribute.rangeListsBase) ?? 0;
  const { offset } = unit.widths;
  return base + new ByteCursor(section, base + value.number * offset).unsigned(offset);
}

function withLength(low: number, length: number): AddressRange {
  return { low, high: low + length };
}
