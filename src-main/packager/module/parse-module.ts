import { ByteReader } from './byte-reader.ts';
import { hex } from './invalid-module.ts';
import { parseSections } from './parse-sections.ts';
import {
  readGlobalType,
  readLimits,
  readRecursiveTypes,
  readTableType,
  readValueType,
} from './parse-types.ts';
import { onlyInstructions, UnknownInstruction, walkInstructions } from './walk-instructions.ts';
import {
  type ElementSegment,
  type Export,
  externalKinds,
  type GlobalType,
  type Import,
  type Section,
  type Span,
  type TableType,
  type WasmModule,
} from './wasm-module.ts';

/**
 * Takes a core module apart. What it gives is where things are, not that they are valid: the engine's own validation
 * stays the judge. Throws `invalid-module`.
 */
export function parseModule(bytes: Uint8Array): WasmModule {
  const sections = parseSections(bytes);
  const entries = <T>(name: string, read: (reader: ByteReader) => T): T[] =>
    sections
      .filter((section) => section.id !== 0 && section.name === name)
      .flatMap((section) => {
        const reader = sectionReader(bytes, section);
        return reader.vector(() => read(reader));
      });
  const start = sections.find((section) => section.id !== 0 && section.name === 'start');
  return {
    bytes,
    sections,
    types: entries('type', readRecursiveTypes).flat(),
    imports: entries('import', readImport),
    functions: entries('function', (reader) => reader.unsigned()),
    tables: entries('table', readTable),
    memories: entries('memory', readLimits),
    globals: entries('global', readGlobal),
    exports: entries('export', readExport),
    start: start === undefined ? null : sectionReader(bytes, start).unsigned(),
    elements: entries('element', readElementSegment),
    bodies: entries('code', readBody),
  };
}

function sectionReader(bytes: Uint8Array, section: Section): ByteReader {
  return new ByteReader(bytes, `${section.name} section`, section.content, section.end);
}

function readImport(reader: ByteReader): Import {
  const module = reader.name();
  const name = reader.name();
  const kind = readKind(reader);
  switch (kind) {
    case 'function':
      return { module, name, kind, typeIndex: reader.unsigned() };
    case 'tag':
      reader.byte();
      return { module, name, kind, typeIndex: reader.unsigned() };
    case 'table':
      return { module, name, kind, table: readTableType(reader) };
    case 'memory':
      return { module, name, kind, memory: readLimits(reader) };
    case 'global':
      return { module, name, kind, global: readGlobalType(reader) };
  }
}

function readKind(reader: ByteReader): (typeof externalKinds)[number] {
  const byte = reader.byte();
  const kind = externalKinds[byte];
  if (kind === undefined) throw reader.malformed(`0x${byte.toString(16)} is no kind of import or export`);
  return kind;
}

/** 0x40 0x00 announces a table with an initial value. */
function readTable(reader: ByteReader): TableType {
  if (reader.bytes[reader.offset] !== 0x40) return readTableType(reader);
  reader.moveTo(reader.offset + 2);
  const table = readTableType(reader);
  skipExpression(reader);
  return table;
}

function readGlobal(reader: ByteReader): GlobalType {
  const type = readGlobalType(reader);
  skipExpression(reader);
  return type;
}

function readExport(reader: ByteReader): Export {
  return { name: reader.name(), kind: readKind(reader), index: reader.unsigned() };
}

/** Bits of the flags: passive or declared, explicit table or declared, expressions instead of function indices. */
function readElementSegment(reader: ByteReader): ElementSegment {
  const flags = reader.unsigned();
  const active = (flags & 0x01) === 0;
  const second = (flags & 0x02) !== 0;
  const expressions = (flags & 0x04) !== 0;
  if (active && second) reader.unsigned();
  if (active) skipExpression(reader);
  if (!active || second) {
    if (expressions) readValueType(reader);
    else reader.byte();
  }
  const items = reader.vector(() => (expressions ? skipExpression(reader) : reader.unsigned()));
  return { mode: active ? 'active' : second ? 'declared' : 'passive', count: items.length };
}

/** The instructions of a function; its local variables before them are skipped. */
function readBody(reader: ByteReader): Span {
  const { start, end } = readSized(reader);
  const body = new ByteReader(reader.bytes, `function body at offset ${hex(start)}`, start, end);
  body.vector(() => {
    body.unsigned();
    readValueType(body);
  });
  return { start: body.offset, end };
}

function readSized(reader: ByteReader): Span {
  const length = reader.unsigned();
  const start = reader.offset;
  reader.moveTo(start + length);
  return { start, end: reader.offset };
}

const noInstruction = onlyInstructions([]);
const ignore = () => undefined;

function skipExpression(reader: ByteReader): void {
  try {
    reader.moveTo(walkInstructions(reader.bytes, reader.offset, reader.end, ignore, noInstruction).end);
  } catch (error) {
    if (!(error instanceof UnknownInstruction)) throw error;
    throw reader.malformed(`0x${error.opcode.toString(16)} is no instruction of a constant`);
  }
}
