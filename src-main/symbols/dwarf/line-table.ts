import { posix } from 'node:path';
import { ByteCursor, Unreadable } from '../byte-cursor.ts';
import { attribute, isLive } from './constants.ts';
import { readForm, type Widths } from './forms.ts';
import { readLength, type Unit } from './unit.ts';

/** A place in a file of the table; lines and columns count from 1, and 0 says that nobody knows. */
export interface LineRow {
  readonly file: number;
  readonly line: number;
  readonly column: number;
}

/** The files of a unit and the line of each of its instructions (DWARF 4 and 5, section 6.2). */
export interface LineTable {
  /** Where a file is, as far as its compiler said; undefined where there is none of that number. */
  file(number: number): string | undefined;
  /** The rows of those addresses, by the addresses. Throws `Unreadable`. */
  rows(addresses: readonly number[]): ReadonlyMap<number, LineRow>;
}

interface Program {
  readonly minimumLength: number;
  readonly lineBase: number;
  readonly lineRange: number;
  readonly opcodeBase: number;
  /** How many operands each of the standard opcodes has, the first being that of opcode 1. */
  readonly operands: readonly number[];
  readonly files: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** Reads the line table of a unit; undefined where it has none. Throws `Unreadable`. */
export function readLineTable(unit: Unit): LineTable | undefined {
  const offset = unit.number(unit.root, attribute.statementList);
  const bytes = unit.sections.section('debug_line');
  if (offset === undefined || bytes.length === 0) return undefined;
  const program = readProgram(unit, new ByteCursor(bytes, offset));
  return {
    file: (number) => program.files[number],
    rows: (addresses) => runProgram(program, bytes, unit.widths, addresses),
  };
}

function readProgram(unit: Unit, cursor: ByteCursor): Program {
  const { end, offset } = readLength(cursor);
  const version = cursor.unsigned(2);
  if (version < 2 || version > 5) throw new Unreadable(`Lines of version ${version} are unknown.`);
  if (version === 5) cursor.skip(2); // widths of addresses and segments
  const headerLength = cursor.unsigned(offset);
  const start = cursor.offset + headerLength;
  const minimumLength = cursor.unsigned(1);
  if (version >= 4) cursor.skip(1); // operations of an instruction: one, but for machines of another kind
  cursor.skip(1); // whether rows are statements unless said
  const lineBase = cursor.signedByte();
  const lineRange = cursor.unsigned(1);
  const opcodeBase = cursor.unsigned(1);
  if (lineRange === 0) throw new Unreadable('Lines have no range.');
  const operands = Array.from({ length: Math.max(0, opcodeBase - 1) }, () => cursor.unsigned(1));
  const files = version === 5 ? readTables(unit, cursor, offset) : readLists(unit, cursor);
  return { minimumLength, lineBase, lineRange, opcodeBase, operands, files, start, end };
}

/** The lists of versions before 5: folders count from 1, 0 being the unit's own, and so do files. */
function readLists(unit: Unit, cursor: ByteCursor): string[] {
  const folders = [unit.text(unit.root, attribute.compilationFolder) ?? ''];
  for (let folder = cursor.text(); folder !== ''; folder = cursor.text()) folders.push(folder);
  const files = [unit.text(unit.root, attribute.name) ?? ''];
  for (let file = cursor.text(); file !== ''; file = cursor.text()) {
    files.push(inFolder(folders, cursor.leb128(), file));
    cursor.leb128(); // when it was changed
    cursor.leb128(); // its size
  }
  return files;
}

/** The tables of version 5, which say how their entries look: folder 0 is the unit's own, file 0 its source. */
function readTables(unit: Unit, cursor: ByteCursor, offset: number): string[] {
  const folders = readTable(unit, cursor, offset).map(({ path }) => path);
  return readTable(unit, cursor, offset).map(({ path, folder }) => inFolder(folders, folder, path));
}

const content = { path: 1, folder: 2 } as const;

function readTable(unit: Unit, cursor: ByteCursor, offset: number): { path: string; folder: number }[] {
  const formats = Array.from({ length: cursor.unsigned(1) }, () => [cursor.leb128(), cursor.leb128()]);
  const entries: { path: string; folder: number }[] = [];
  const size = cursor.leb128();
  if (size > cursor.end - cursor.offset) throw new Unreadable('A table is larger than what holds it.');
  for (let count = size; count > 0; count -= 1) {
    const entry = { path: '', folder: 0 };
    for (const [kind, form] of formats) {
      const value = readForm(form!, 0, cursor, { ...unit.widths, offset });
      if (kind === content.path) entry.path = unit.textOf(value) ?? '';
      if (kind === content.folder && value.kind === 'number') entry.folder = value.number;
    }
    entries.push(entry);
  }
  return entries;
}

/** A path in a folder of the list, which may itself be in the first one. */
function inFolder(folders: readonly string[], number: number, path: string): string {
  const [own = ''] = folders;
  const folder = folders[number] ?? '';
  const parts = number === 0 ? [own, path] : [own, folder, path];
  const from = parts.findLastIndex((part) => /^(?:[/\\]|[a-z]:)/i.test(part));
  return posix.normalize(parts.slice(Math.max(0, from)).filter(Boolean).join('/'));
}

/**
 * Runs the program, which makes rows of ascending addresses in sequences: a row is about all code up to the next one.
 * Sequences about code that the linker threw away are left out.
 */
function runProgram(
  program: Program,
  bytes: Uint8Array,
  widths: Widths,
  addresses: readonly number[],
): ReadonlyMap<number, LineRow> {
  const { minimumLength, lineBase, lineRange, opcodeBase, operands } = program;
  const cursor = new ByteCursor(bytes, program.start, program.end);
  const found = new Map<number, LineRow>();
  let [address, file, line, column] = [0, 1, 1, 0];
  let before: (LineRow & { address: number }) | null = null;
  let live = false;
  const emit = () => {
    if (before === null) live = isLive(address);
    else if (live)
      for (const wanted of addresses)
        if (before.address <= wanted && wanted < address) found.set(wanted, before);
    before = { address, file, line, column };
  };
  const advance = (operation: number) => {
    address += operation * minimumLength;
  };
  while (!cursor.done) {
    const opcode = cursor.unsigned(1);
    if (opcode >= opcodeBase) {
      advance(Math.floor((opcode - opcodeBase) / lineRange));
      line += lineBase + ((opcode - opcodeBase) % lineRange);
      emit();
      continue;
    }
    switch (opcode) {
      case 0: {
        const end = cursor.leb128() + cursor.offset;
        const extended = cursor.unsigned(1);
        if (extended === 1) {
          emit();
          [address, file, line, column] = [0, 1, 1, 0];
          before = null;
        } else if (extended === 2) address = cursor.unsigned(widths.address);
        cursor.skip(end - cursor.offset);
        break;
      }
      case 1: // copy
        emit();
        break;
      case 2: // advance_pc
        advance(cursor.leb128());
        break;
      case 3: // advance_line
        line += cursor.signedLeb128();
        break;
      case 4: // set_file
        file = cursor.leb128();
        break;
      case 5: // set_column
        column = cursor.leb128();
        break;
      case 8: // const_add_pc
        advance(Math.floor((255 - opcodeBase) / lineRange));
        break;
      case 9: // fixed_advance_pc
        address += cursor.unsigned(2);
        break;
      default:
        for (let count = operands[opcode - 1] ?? 0; count > 0; count -= 1) cursor.leb128();
    }
  }
  return found;
}
