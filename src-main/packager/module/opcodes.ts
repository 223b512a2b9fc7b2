/**
 * What follows each opcode (WebAssembly core specification 3.0, 5.4, with threads and the older exception handling).
 * A walker needs lengths alone, so that indices, constants and heap types are all "some LEB128 integers".
 */
export const Immediate = {
  unknown: 0,
  none: 1,
  oneInteger: 2,
  twoIntegers: 3,
  fourIntegers: 4,
  oneByte: 5,
  fourBytes: 6,
  eightBytes: 7,
  sixteenBytes: 8,
  memory: 9,
  memoryAndLane: 10,
  blockType: 11,
  branchTable: 12,
  valueTypes: 13,
  handlers: 14,
  prefix: 15,
} as const;

type Kind = (typeof Immediate)[keyof typeof Immediate];
/** Opcodes from the first to the last, both included, are followed by that. */
type Range = readonly [first: number, last: number, kind: Kind];

function table(size: number, ranges: readonly Range[]): Uint8Array {
  const kinds = new Uint8Array(size);
  for (const [first, last, kind] of ranges) kinds.fill(kind, first, last + 1);
  return kinds;
}

/** Instructions of one byte. */
export const plainImmediates = table(0x100, [
  [0x00, 0x01, Immediate.none], // unreachable, nop
  [0x02, 0x04, Immediate.blockType], // block, loop, if
  [0x05, 0x05, Immediate.none], // else
  [0x06, 0x06, Immediate.blockType], // try
  [0x07, 0x09, Immediate.oneInteger], // catch, throw, rethrow
  [0x0a, 0x0b, Immediate.none], // throw_ref, end
  [0x0c, 0x0d, Immediate.oneInteger], // br, br_if
  [0x0e, 0x0e, Immediate.branchTable],
  [0x0f, 0x0f, Immediate.none], // return
  [0x10, 0x10, Immediate.oneInteger], // call
  [0x11, 0x11, Immediate.twoIntegers], // call_indirect
  [0x12, 0x12, Immediate.oneInteger], // return_call
  [0x13, 0x13, Immediate.twoIntegers], // return_call_indirect
  [0x14, 0x15, Immediate.oneInteger], // call_ref, return_call_ref
  [0x18, 0x18, Immediate.oneInteger], // delegate
  [0x19, 0x1b, Immediate.none], // catch_all, drop, select
  [0x1c, 0x1c, Immediate.valueTypes], // select with a type
  [0x1f, 0x1f, Immediate.handlers], // try_table
  [0x20, 0x26, Immediate.oneInteger], // local.*, global.*, table.get, table.set
  [0x28, 0x3e, Immediate.memory], // loads and stores
  [0x3f, 0x42, Immediate.oneInteger], // memory.size, memory.grow, i32.const, i64.const
  [0x43, 0x43, Immediate.fourBytes], // f32.const
  [0x44, 0x44, Immediate.eightBytes], // f64.const
  [0x45, 0xc4, Immediate.none], // comparisons, arithmetic, conversions, sign extension
  [0xd0, 0xd0, Immediate.oneInteger], // ref.null
  [0xd1, 0xd1, Immediate.none], // ref.is_null
  [0xd2, 0xd2, Immediate.oneInteger], // ref.func
  [0xd3, 0xd4, Immediate.none], // ref.eq, ref.as_non_null
  [0xd5, 0xd6, Immediate.oneInteger], // br_on_null, br_on_non_null
  [0xfb, 0xfe, Immediate.prefix],
]);

/** Instructions behind a prefix byte, by their number after it. */
export const prefixedImmediates: Readonly<Record<number, Uint8Array>> = {
  // Garbage collection
  251: table(0x1f, [
    [0x00, 0x01, Immediate.oneInteger], // struct.new*
    [0x02, 0x05, Immediate.twoIntegers], // struct.get*, struct.set
    [0x06, 0x07, Immediate.oneInteger], // array.new, array.new_default
    [0x08, 0x0a, Immediate.twoIntegers], // array.new_fixed, _data, _elem
    [0x0b, 0x0e, Immediate.oneInteger], // array.get*, array.set
    [0x0f, 0x0f, Immediate.none], // array.len
    [0x10, 0x10, Immediate.oneInteger], // array.fill
    [0x11, 0x13, Immediate.twoIntegers], // array.copy, array.init_*
    [0x14, 0x17, Immediate.oneInteger], // ref.test, ref.cast
    [0x18, 0x19, Immediate.fourIntegers], // br_on_cast*: flags, label, two heap types
    [0x1a, 0x1e, Immediate.none], // conversions, i31
  ]),
  // Saturating conversions, bulk memory, tables
  252: table(0x12, [
    [0x00, 0x07, Immediate.none], // *.trunc_sat_*
    [0x08, 0x08, Immediate.twoIntegers], // memory.init
    [0x09, 0x09, Immediate.oneInteger], // data.drop
    [0x0a, 0x0a, Immediate.twoIntegers], // memory.copy
    [0x0b, 0x0b, Immediate.oneInteger], // memory.fill
    [0x0c, 0x0c, Immediate.twoIntegers], // table.init
    [0x0d, 0x0d, Immediate.oneInteger], // elem.drop
    [0x0e, 0x0e, Immediate.twoIntegers], // table.copy
    [0x0f, 0x11, Immediate.oneInteger], // table.grow, table.size, table.fill
  ]),
  // Vectors, with the relaxed ones
  253: table(0x114, [
    [0x00, 0x0b, Immediate.memory], // v128.load*, v128.store
    [0x0c, 0x0d, Immediate.sixteenBytes], // v128.const, i8x16.shuffle
    [0x0e, 0x14, Immediate.none], // swizzle, splats
    [0x15, 0x22, Immediate.oneByte], // lanes
    [0x23, 0x53, Immediate.none],
    [0x54, 0x5b, Immediate.memoryAndLane],
    [0x5c, 0x5d, Immediate.memory], // v128.load*_zero
    [0x5e, 0x113, Immediate.none],
  ]),
  // Threads
  254: table(0x4f, [
    [0x00, 0x02, Immediate.memory], // notify, wait
    [0x03, 0x03, Immediate.oneByte], // atomic.fence
    [0x10, 0x4e, Immediate.memory],
  ]),
};

/** One number for an instruction, prefixed or not: `0xfc008` is memory.init, number 8 behind 0xfc. */
export function prefixed(prefix: number, number: number): number {
  return prefix * 0x1000 + number;
}
