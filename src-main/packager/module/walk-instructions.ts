import { readLeb128, skipLeb128 } from './leb128.ts';
import { Immediate, plainImmediates, prefixed, prefixedImmediates } from './opcodes.ts';

/** Code that holds an instruction which our table does not: nothing behind it can be read. */
export class UnknownInstruction extends Error {
  readonly opcode: number;
  readonly offset: number;

  constructor(opcode: number, offset: number) {
    super(`Unknown instruction 0x${opcode.toString(16)}`);
    this.opcode = opcode;
    this.offset = offset;
  }
}

/** Sees an instruction: its number as {@link prefixed} makes it, where it starts, and where its immediates do. */
export type InstructionVisitor = (opcode: number, offset: number, immediates: number) => void;

/** What a walk found. */
export interface Walked {
  /** The offset behind the last instruction. */
  readonly end: number;
  readonly instructions: number;
}

/** Which instructions are seen, by their first byte. */
export type InstructionFilter = Readonly<Uint8Array>;

/** A filter that lets instructions with these first bytes through: their opcodes, or the prefixes of many. */
export function onlyInstructions(firstBytes: readonly number[]): InstructionFilter {
  const filter = new Uint8Array(0x100);
  for (const byte of firstBytes) filter[byte] = 1;
  return filter;
}

const everyInstruction: InstructionFilter = new Uint8Array(0x100).fill(1);

const [endOpcode, delegateOpcode] = [0x0b, 0x18];

/**
 * Walks the instructions between two offsets, up to and with the `end` that closes them, and shows those that the filter
 * lets through. Megabytes of code come by here: to call the visitor costs more than all the rest. Throws
 * {@link UnknownInstruction}.
 */
export function walkInstructions(
  bytes: Uint8Array,
  start: number,
  end: number,
  visit: InstructionVisitor,
  filter: InstructionFilter = everyInstruction,
): Walked {
  let depth = 0;
  let instructions = 0;
  let offset = start;
  while (offset < end) {
    const begin = offset;
    const first = bytes[offset]!;
    let kind = plainImmediates[first]!;
    let opcode = first;
    let immediates = offset + 1;
    instructions += 1;
    // The most frequent ones first.
    if (kind === Immediate.oneInteger) {
      offset = skipLeb128(bytes, immediates);
      if (first === delegateOpcode) depth -= 1;
    } else if (kind === Immediate.none) {
      offset = immediates;
      if (first === endOpcode) depth -= 1;
    } else if (kind === Immediate.memory) offset = skipMemoryArgument(bytes, immediates);
    else {
      if (kind === Immediate.prefix) {
        const number = readLeb128(bytes, immediates);
        immediates = skipLeb128(bytes, immediates);
        kind = prefixedImmediates[first]![number] ?? Immediate.unknown;
        opcode = prefixed(first, number);
      }
      if (kind === Immediate.unknown) throw new UnknownInstruction(opcode, begin);
      offset = skipImmediates(bytes, immediates, end, kind);
      // block, loop, if, try, and try_table
      if (kind === Immediate.blockType || kind === Immediate.handlers) depth += 1;
    }
    if (filter[first] === 1) visit(opcode, begin, immediates);
    if (depth < 0) break;
  }
  return { end: offset, instructions };
}

function skipImmediates(bytes: Uint8Array, offset: number, end: number, kind: number): number {
  switch (kind) {
    case Immediate.none:
      return offset;
    case Immediate.oneInteger:
      return skipLeb128(bytes, offset);
    case Immediate.memory:
      return skipMemoryArgument(bytes, offset);
    case Immediate.blockType:
      return skipBlockType(bytes, offset);
    case Immediate.twoIntegers:
      return skipIntegers(bytes, offset, end, 2);
    case Immediate.fourIntegers:
      return skipIntegers(bytes, offset, end, 4);
    case Immediate.oneByte:
      return offset + 1;
    case Immediate.fourBytes:
      return offset + 4;
    case Immediate.eightBytes:
      return offset + 8;
    case Immediate.sixteenBytes:
      return offset + 16;
    case Immediate.memoryAndLane:
      return skipMemoryArgument(bytes, offset) + 1;
    case Immediate.branchTable:
      return skipIntegers(bytes, skipLeb128(bytes, offset), end, readLeb128(bytes, offset) + 1);
    case Immediate.valueTypes:
      return skipValueTypes(bytes, offset, end);
    default:
      return skipHandlers(bytes, offset, end);
  }
}

/** The end bounds what a forged count can cost. */
function skipIntegers(bytes: Uint8Array, offset: number, end: number, count: number): number {
  let next = offset;
  for (let left = count; left > 0 && next < end; left -= 1) next = skipLeb128(bytes, next);
  return next;
}

/** Alignment, the memory's index where bit 6 of the alignment announces one, offset. */
function skipMemoryArgument(bytes: Uint8Array, offset: number): number {
  const next = skipLeb128(bytes, offset);
  return skipLeb128(bytes, (bytes[offset]! & 0x40) === 0 ? next : skipLeb128(bytes, next));
}

/** A reference to a heap type, `(ref ht)` or `(ref null ht)`, is the one value type of more than one integer. */
function skipBlockType(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset];
  const next = skipLeb128(bytes, offset);
  return first === 0x63 || first === 0x64 ? skipLeb128(bytes, next) : next;
}

function skipValueTypes(bytes: Uint8Array, offset: number, end: number): number {
  let next = skipLeb128(bytes, offset);
  for (let left = readLeb128(bytes, offset); left > 0 && next < end; left -= 1)
    next = skipBlockType(bytes, next);
  return next;
}

/** try_table: a block type, then handlers; those of kind 0 and 1 name a tag beside their label. */
function skipHandlers(bytes: Uint8Array, offset: number, end: number): number {
  const count = skipBlockType(bytes, offset);
  let next = skipLeb128(bytes, count);
  for (let left = readLeb128(bytes, count); left > 0 && next < end; left -= 1) {
    const integers = bytes[next]! <= 1 ? 2 : 1;
    next = skipIntegers(bytes, next + 1, end, integers);
  }
  return next;
}
