import type { ByteReader } from './byte-reader.ts';
import { readLeb128, skipLeb128 } from './leb128.ts';
import type { FunctionType, GlobalType, Limits, TableType } from './wasm-module.ts';

/** Value and heap types of one byte (WebAssembly core specification 3.0, 5.3). */
const typeNames: Readonly<Record<number, string>> = {
  127: 'i32',
  126: 'i64',
  125: 'f32',
  124: 'f64',
  123: 'v128',
  120: 'i8',
  119: 'i16',
  116: 'nullexnref',
  115: 'nullfuncref',
  114: 'nullexternref',
  113: 'nullref',
  112: 'funcref',
  111: 'externref',
  110: 'anyref',
  109: 'eqref',
  108: 'i31ref',
  107: 'structref',
  106: 'arrayref',
  105: 'exnref',
};

/** A value type as the text format spells it. */
export function readValueType(reader: ByteReader): string {
  const byte = reader.byte();
  if (byte === 0x63 || byte === 0x64) return `(ref ${byte === 0x63 ? 'null ' : ''}${readHeapType(reader)})`;
  const name = typeNames[byte];
  if (name === undefined) throw reader.malformed(`0x${byte.toString(16)} is no value type`);
  return name;
}

function readHeapType(reader: ByteReader): string {
  const start = reader.offset;
  const known = typeNames[reader.bytes[start]!];
  reader.moveTo(skipLeb128(reader.bytes, start));
  return known?.replace(/ref$/, '') ?? String(readLeb128(reader.bytes, start));
}

/** One entry of the type section, which may define several types at once: a group of recursive ones. */
export function readRecursiveTypes(reader: ByteReader): (FunctionType | null)[] {
  if (reader.bytes[reader.offset] !== 0x4e) return [readType(reader)];
  reader.byte();
  return reader.vector(() => readType(reader));
}

function readType(reader: ByteReader): FunctionType | null {
  const form = reader.byte();
  switch (form) {
    case 0x60:
      return {
        parameters: reader.vector(() => readValueType(reader)),
        results: reader.vector(() => readValueType(reader)),
      };
    case 0x5f:
      reader.vector(() => readField(reader));
      return null;
    case 0x5e:
      readField(reader);
      return null;
    case 0x50: // open to subtypes
    case 0x4f: // final
      reader.vector(() => reader.unsigned());
      return readType(reader);
    default:
      throw reader.malformed(`0x${form.toString(16)} is no form of a type`);
  }
}

function readField(reader: ByteReader): void {
  readValueType(reader);
  reader.byte();
}

/** The limits of a memory or table. Bits of the flags: maximum, shared, 64-bit indices. */
export function readLimits(reader: ByteReader): Limits {
  const start = reader.offset;
  const flags = reader.byte();
  if (flags > 0x07) throw reader.malformed(`0x${flags.toString(16)} are no flags of limits`);
  const wide = (flags & 0x04) !== 0;
  const minimum = reader.unsigned(wide ? 64 : 32);
  const maximum = (flags & 0x01) === 0 ? null : reader.unsigned(wide ? 64 : 32);
  return { minimum, maximum, shared: (flags & 0x02) !== 0, wide, start, end: reader.offset };
}

/** The type of a table. */
export function readTableType(reader: ByteReader): TableType {
  return { element: readValueType(reader), limits: readLimits(reader) };
}

/** The type of a global. */
export function readGlobalType(reader: ByteReader): GlobalType {
  return { type: readValueType(reader), mutable: reader.byte() === 1 };
}
