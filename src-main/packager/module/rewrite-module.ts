import { ByteReader } from './byte-reader.ts';
import { encodeLeb128 } from './leb128.ts';
import { importedCount, type Section, SectionId, type WasmModule } from './wasm-module.ts';

/** What the rewrite made: the module, and how a worker reaches its state. */
export interface RewrittenModule {
  readonly bytes: Uint8Array;
  /** Whether its memory now comes from `atelier.memory`; false where it has none of its own. */
  readonly memoryImported: boolean;
  /** Export names of the mutable globals. */
  readonly globals: readonly string[];
}

/** Kinds in import and export entries (WebAssembly core specification 2.0, 5.5.5). */
const memoryKind = 0x02;
const globalKind = 0x03;

/** What the names of the sections with DWARF begin with. */
const debugPrefix = '.debug_';

/** The order of the sections that are not custom: tag (13) stands between memory and global, data count before code. */
const sectionOrder = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];

/**
 * Makes the state of a module reachable, so that an image of it can be put back: its memory becomes the import
 * `atelier.memory` with the same limits, and its own mutable globals are exported as `atelier.global.<index>`. Every
 * index stays what it was, and every other section is copied as it is, names included. The custom section named
 * `leaveOut` is not copied, nor is debug information: workers have no use for it, it can be most of a module, and the
 * release keeps it.
 */
export function rewriteModule(module: WasmModule, leaveOut?: string): RewrittenModule {
  const memory = module.memories.length === 1 ? memoryImport(module) : null;
  const globals = mutableGlobals(module);
  const additions = new Map<number, readonly Uint8Array[]>();
  if (memory !== null) additions.set(SectionId.import, [memory]);
  if (globals.length > 0) additions.set(SectionId.export, globals.map(globalExport));
  const kept = module.sections.filter(
    ({ id, name }) =>
      !(id === SectionId.memory && memory !== null) &&
      !(id === SectionId.custom && (name === leaveOut || name.startsWith(debugPrefix))),
  );
  const sections = [...additions.keys()].reduce(withSection, kept);
  return {
    bytes: concatenate([
      module.bytes.subarray(0, 8),
      ...sections.map((section) => extendSection(module.bytes, section, additions.get(section.id) ?? [])),
    ]),
    memoryImported: memory !== null,
    globals: globals.map(globalName),
  };
}

function memoryImport({ bytes, memories }: WasmModule): Uint8Array {
  const { start, end } = memories[0]!;
  return concatenate([
    encodeName('atelier'),
    encodeName('memory'),
    Uint8Array.of(memoryKind),
    bytes.subarray(start, end),
  ]);
}

function mutableGlobals(module: WasmModule): number[] {
  const imported = importedCount(module, 'global');
  return module.globals.flatMap(({ mutable }, index) => (mutable ? [imported + index] : []));
}

const globalName = (index: number): string => `atelier.global.${index}`;

function globalExport(index: number): Uint8Array {
  return concatenate([encodeName(globalName(index)), Uint8Array.of(globalKind), encodeLeb128(index)]);
}

/** The sections with an empty one of that id in its place, unless there is one; the name section stays last. */
function withSection(sections: readonly Section[], id: number): Section[] {
  if (sections.some((section) => section.id === id)) return [...sections];
  const position = 1 + sections.findLastIndex((section) => isBefore(section.id, id));
  return sections.toSpliced(position, 0, { id, name: '', start: 0, content: 0, end: 0 });
}

function isBefore(first: number, second: number): boolean {
  return first !== SectionId.custom && sectionOrder.indexOf(first) < sectionOrder.indexOf(second);
}

/** The bytes of a section with entries appended to those that it has; without any, exactly as they were. */
function extendSection(bytes: Uint8Array, section: Section, entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0) return bytes.subarray(section.start, section.end);
  const reader = new ByteReader(bytes, `${section.name} section`, section.content, section.end);
  const count = reader.done ? 0 : reader.unsigned();
  const content = concatenate([
    encodeLeb128(count + entries.length),
    bytes.subarray(reader.offset, section.end),
    ...entries,
  ]);
  return concatenate([Uint8Array.of(section.id), encodeLeb128(content.length), content]);
}

function encodeName(name: string): Uint8Array {
  const text = new TextEncoder().encode(name);
  return concatenate([encodeLeb128(text.length), text]);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
