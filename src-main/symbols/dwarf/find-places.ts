import type { DebugSections } from '../debug-sections.ts';
import { contains, rangesOf } from './address-ranges.ts';
import { attribute, tag } from './constants.ts';
import type { FormValue } from './forms.ts';
import { type LineTable, readLineTable } from './line-table.ts';
import { type Entry, Unit } from './unit.ts';

/** A function that an instruction is part of. */
export interface EnclosingFunction {
  /** What the linker calls it; undefined where that is its name, or nobody knows. */
  readonly symbol: string | undefined;
  /** What its author calls it, without what it is in; undefined where nobody knows. */
  readonly name: string | undefined;
  /** `file:line:column` in it; null for code of no line. The column is left out where it is not known. */
  readonly place: string | null;
}

/**
 * Where code was written: for each address the function that it is part of, and before that those which were inlined
 * into it, innermost first. Addresses are DWARF's, from the start of the code section; of what nobody knows there is
 * nothing. Throws `Unreadable`.
 */
export function findPlaces(
  sections: DebugSections,
  addresses: readonly number[],
): ReadonlyMap<number, readonly EnclosingFunction[]> {
  const found = new Map<number, readonly EnclosingFunction[]>();
  const size = sections.section('debug_info').length;
  for (let start = 0; start < size && found.size < addresses.length; ) {
    const unit = new Unit(sections, start);
    start = unit.end;
    const ranges = rangesOf(unit, unit.root);
    const inside = addresses.filter((address) => contains(ranges, address));
    if (inside.length > 0) findInUnit(unit, inside, found);
  }
  return found;
}

function findInUnit(
  unit: Unit,
  addresses: readonly number[],
  found: Map<number, readonly EnclosingFunction[]>,
): void {
  const table = readLineTable(unit);
  if (table === undefined) return;
  const rows = table.rows(addresses);
  const chains = enclosingFunctions(unit, addresses);
  for (const [address, { file, line, column }] of rows) {
    const chain = chains.get(address) ?? [];
    if (!isBelievable(unit, address, chain)) continue;
    found.set(address, describeChain(unit, table, chain, placeIn(table, file, line, column)));
  }
}

/** The functions that each address is part of, outermost first. */
function enclosingFunctions(unit: Unit, addresses: readonly number[]): ReadonlyMap<number, readonly Entry[]> {
  const chains = new Map<number, Entry[]>(addresses.map((address) => [address, []]));
  for (const entry of unit.entries()) {
    if (entry.tag !== tag.subprogram && entry.tag !== tag.inlinedSubroutine) continue;
    const ranges = rangesOf(unit, entry);
    if (ranges.length === 0) continue;
    for (const [address, chain] of chains) if (contains(ranges, address)) chain.push(entry);
  }
  return chains;
}

/** Tools that change code and not its DWARF leave functions that begin elsewhere than that says. */
function isBelievable(unit: Unit, address: number, [outermost]: readonly Entry[]): boolean {
  const start = unit.sections.functionStart(address);
  return outermost !== undefined && rangesOf(unit, outermost).some(({ low }) => low === start);
}

/** Innermost first. An inlined function says where the one around it called it. */
function describeChain(
  unit: Unit,
  table: LineTable,
  chain: readonly Entry[],
  innermost: string | null,
): EnclosingFunction[] {
  const functions: EnclosingFunction[] = [];
  let place = innermost;
  for (const entry of chain.toReversed()) {
    functions.push({ ...namesOf(unit, entry), place });
    const [file = 0, line = 0, column = 0] = [
      attribute.callFile,
      attribute.callLine,
      attribute.callColumn,
    ].map((name) => unit.number(entry, name));
    place = placeIn(table, file, line, column);
  }
  return functions;
}

/** Line 0 is code of nobody. */
function placeIn(table: LineTable, number: number, line: number, column: number): string | null {
  const file = table.file(number);
  if (file === undefined || file === '' || line === 0) return null;
  return [file, line, ...(column === 0 ? [] : [column])].join(':');
}

/** A forged entry may lead to itself. */
const longestTrail = 4;

/** The names, which what was inlined or defined elsewhere leaves to the entry that it stands for. */
function namesOf(unit: Unit, entry: Entry): Pick<EnclosingFunction, 'symbol' | 'name'> {
  let [owner, named]: [Unit | undefined, Entry] = [unit, entry];
  let [symbol, name]: (string | undefined)[] = [];
  for (let trail = 0; trail < longestTrail; trail += 1) {
    symbol ??= owner.text(named, attribute.linkageName);
    name ??= owner.text(named, attribute.name);
    const attributes: Entry['attributes'] = named.attributes;
    const next: FormValue | undefined =
      attributes.get(attribute.abstractOrigin) ?? attributes.get(attribute.specification);
    if (next?.kind !== 'reference' && next?.kind !== 'section-reference') break;
    const offset: number = next.kind === 'reference' ? owner.start + next.number : next.number;
    owner = next.kind === 'reference' ? owner : unitAt(unit, offset);
    if (owner === undefined) break;
    named = owner.entryAt(offset - owner.start);
  }
  return { symbol, name };
}

/** The unit around an offset of `.debug_info`. */
function unitAt(unit: Unit, offset: number): Unit | undefined {
  for (let start = 0; start <= offset; ) {
    const other = new Unit(unit.sections, start);
    if (offset < other.end) return other;
    start = other.end;
  }
  return undefined;
}
