import { dirtyPageShift, dirtyReach } from '../../contract/dirty-pages.ts';
import { ByteReader } from './byte-reader.ts';
import { concatenate } from './encode-entries.ts';
import { encodeLeb128, encodeSignedLeb128, readLeb128, skipLeb128 } from './leb128.ts';
import { prefixed } from './opcodes.ts';
import type { Piece } from './pieces.ts';
import { walkInstructions } from './walk-instructions.ts';
import type { Span } from './wasm-module.ts';

/** Code that writes to memory in a way which is not understood here. */
export class UntrackableWrite extends Error {}

/** A function: its declarations of locals, its instructions, how many parameters it has. */
export interface TrackedBody {
  readonly locals: Span;
  readonly body: Span;
  readonly parameters: number;
  /** Index of the function that marks a range, given as address and size. */
  readonly markFunction: number;
}

/** Value types by their codes. */
const i32 = 0x7f;
const i64 = 0x7e;
const f32 = 0x7d;
const f64 = 0x7c;
const v128 = 0x7b;

const storeLane = [0x58, 0x5b].map((number) => prefixed(0xfd, number)) as [number, number];
const atomicWrites = [0x17, 0x4e].map((number) => prefixed(0xfe, number)) as [number, number];

/** What each store takes beside its address. Behind each stand alignment and offset. */
const stores: ReadonlyMap<number, number> = new Map([
  [0x36, i32],
  [0x37, i64],
  [0x38, f32],
  [0x39, f64],
  [0x3a, i32], // i32.store8
  [0x3b, i32],
  [0x3c, i64], // i64.store8
  [0x3d, i64],
  [0x3e, i64],
  [prefixed(0xfd, 0x0b), v128],
  [storeLane[0], v128],
  [storeLane[0] + 1, v128],
  [storeLane[0] + 2, v128],
  [storeLane[1], v128],
]);

/** memory.init, memory.copy, memory.fill: how many integers stand behind each. All take an address, an i32, a size. */
const rangeWrites: ReadonlyMap<number, number> = new Map([
  [prefixed(0xfc, 0x08), 2],
  [prefixed(0xfc, 0x0a), 2],
  [prefixed(0xfc, 0x0b), 1],
]);

/** The most bytes that one store writes. */
const widestStore = 16;

const localGet = 0x20;
const localSet = 0x21;
const localTee = 0x22;

/**
 * A function with its declarations of locals, in which every write to memory is followed by a mark of what was written;
 * null where it writes nothing. A mark comes after its write: one that traps has written nothing.
 * Throws {@link UntrackableWrite}.
 */
export function trackBody(
  bytes: Uint8Array,
  { locals, body, parameters, markFunction }: TrackedBody,
): Piece[] | null {
  const temporaries = new Temporaries(bytes, locals, parameters);
  const pieces: Piece[] = [];
  let copied = body.start;
  const surround = (start: number, end: number, before: Uint8Array, after: Uint8Array) => {
    pieces.push({ start: copied, end: start }, before, { start, end }, after);
    copied = end;
  };
  walkInstructions(bytes, body.start, body.end, (opcode, offset, immediates) => {
    if (opcode >= atomicWrites[0] && opcode <= atomicWrites[1]) throw new UntrackableWrite();
    const type = stores.get(opcode);
    const integers = rangeWrites.get(opcode);
    if (type !== undefined) {
      const [address, value] = [temporaries.local('address', i32), temporaries.local('value', type)];
      const { by, end } = memoryArgument(bytes, immediates);
      const isLane = opcode >= storeLane[0] && opcode <= storeLane[1];
      const lend = [localSet, ...value, localTee, ...address, localGet, ...value];
      surround(offset, isLane ? end + 1 : end, Uint8Array.from(lend), markStore(address, by));
    } else if (integers !== undefined) {
      const [address, value] = [temporaries.local('address', i32), temporaries.local('value', i32)];
      const size = temporaries.local('size', i32);
      const lend = [localSet, ...size, localSet, ...value, localTee, ...address];
      const mark = [localGet, ...address, localGet, ...size, 0x10, ...encodeLeb128(markFunction)];
      const giveBack = [localGet, ...value, localGet, ...size];
      surround(
        offset,
        skipIntegers(bytes, immediates, integers),
        Uint8Array.from([...lend, ...giveBack]),
        Uint8Array.from(mark),
      );
    }
  });
  if (pieces.length === 0) return null;
  return [...temporaries.declarations(), ...pieces, { start: copied, end: body.end }];
}

/** `marks[(address + by) >> shift] = 1`, where a small offset is left to the reach of a mark. */
function markStore(address: Uint8Array, by: number): Uint8Array {
  const sum = by + widestStore <= dirtyReach ? [] : [0x41, ...encodeSignedLeb128(by), 0x6a];
  const store8InMarks = [0x3a, 0x40, 1, 0];
  return Uint8Array.from([
    ...[localGet, ...address, ...sum, 0x41, dirtyPageShift, 0x76],
    ...[0x41, 1, ...store8InMarks],
  ]);
}

/** The offset that a store adds to its address, and where its immediates end. */
function memoryArgument(bytes: Uint8Array, immediates: number): { by: number; end: number } {
  const hasMemory = (bytes[immediates]! & 0x40) !== 0;
  const offset = skipIntegers(bytes, immediates, hasMemory ? 2 : 1);
  return { by: readLeb128(bytes, offset), end: skipLeb128(bytes, offset) };
}

function skipIntegers(bytes: Uint8Array, offset: number, count: number): number {
  let next = offset;
  for (let left = count; left > 0; left -= 1) next = skipLeb128(bytes, next);
  return next;
}

/** Locals that a function gets beside its own: one for each use and type. */
class Temporaries {
  readonly #groups: number;
  readonly #own: Span;
  readonly #first: number;
  readonly #types: number[] = [];
  readonly #indices = new Map<string, Uint8Array>();

  constructor(bytes: Uint8Array, { start, end }: Span, parameters: number) {
    const reader = new ByteReader(bytes, 'declaration of locals', start, end);
    this.#groups = reader.unsigned();
    this.#own = { start: reader.offset, end };
    let count = parameters;
    while (!reader.done) {
      count += reader.unsigned();
      reader.moveTo(afterValueType(bytes, reader.offset));
    }
    this.#first = count;
  }

  /** The encoded index of the local for this use and type. */
  local(use: string, type: number): Uint8Array {
    const key = `${use} ${type}`;
    let index = this.#indices.get(key);
    if (index === undefined) {
      index = encodeLeb128(this.#first + this.#types.length);
      this.#types.push(type);
      this.#indices.set(key, index);
    }
    return index;
  }

  /** All declarations of the function, these behind its own. */
  declarations(): Piece[] {
    const own = this.#types.map((type) => Uint8Array.of(1, type));
    return [encodeLeb128(this.#groups + own.length), this.#own, concatenate(own)];
  }
}

/** A reference to a heap type is the one value type of more than one integer. */
function afterValueType(bytes: Uint8Array, offset: number): number {
  const isReference = bytes[offset] === 0x63 || bytes[offset] === 0x64;
  return isReference ? skipLeb128(bytes, offset + 1) : offset + 1;
}
