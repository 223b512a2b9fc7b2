import { refusedGrowthExport } from '../../contract/executable.ts';
import { ByteReader } from './byte-reader.ts';
import { concatenate, encodeExport, encodeName, entryKind } from './encode-entries.ts';
import { encodeLeb128 } from './leb128.ts';
import { joinPieces, lengthOf, type Piece, type Shift } from './pieces.ts';
import { refusalRecorder } from './record-refusals.ts';
import { replaceInstructions } from './replace-instructions.ts';
import { boundTables } from './table-bounds.ts';
import { importedCount, type Section, SectionId, type Span, type WasmModule } from './wasm-module.ts';

/** What the rewrite made: the module, and how a worker reaches its state. */
export interface RewrittenModule {
  readonly bytes: Uint8Array;
  /** Whether its memory now comes from `atelier.memory`; false where it has none of its own. */
  readonly memoryImported: boolean;
  /** Export names of the mutable globals. */
  readonly globals: readonly string[];
  /** Where its code stood before. */
  readonly codeShifts: readonly Shift[];
}

export interface RewriteOptions {
  /** Every `memory.grow` of the module, in the order of the file. */
  readonly memoryGrows?: readonly Span[];
  /** Whether its tables may grow: they then get bounds. */
  readonly growsTables?: boolean;
  /** Functions that it goes on exporting; all of them where nothing is said. */
  readonly exportedFunctions?: ReadonlySet<string> | undefined;
  /** A custom section that is not copied. */
  readonly leaveOut?: string | undefined;
}

/** Magic and version. */
export const header: Span = { start: 0, end: 8 };

/** What the names of the sections with DWARF begin with. */
const debugPrefix = '.debug_';

/** The order of the sections that are not custom: tag (13) stands between memory and global, data count before code. */
const sectionOrder = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];

/**
 * Makes the state of a module reachable, so that an image of it can be put back: its memory becomes the import
 * `atelier.memory` with the same limits, and its own mutable globals are exported as `atelier.global.<index>`. Where
 * it grows its memory, what it was refused is kept in one more global; where it grows its tables, they end somewhere.
 * Every index stays what it was, and every other section is copied as it is, names included; but debug information is
 * not: workers have no use for it, it can be most of a module, and the release keeps it.
 */
export function rewriteModule(
  module: WasmModule,
  { memoryGrows = [], growsTables = false, exportedFunctions, leaveOut }: RewriteOptions = {},
): RewrittenModule {
  const memory = module.memories.length === 1 ? memoryImport(module) : null;
  const recorder = memoryGrows.length > 0 ? refusalRecorder(module) : null;
  const globals = mutableGlobals(module);
  const additions = new Map<number, readonly Uint8Array[]>(recorder?.entries);
  const add = (id: number, entries: readonly Uint8Array[]) =>
    additions.set(id, [...(additions.get(id) ?? []), ...entries]);
  if (memory !== null) add(SectionId.import, [memory]);
  if (globals.length > 0) add(SectionId.export, globals.map(globalExport));
  const kept = module.sections.filter(
    ({ id, name }) =>
      !(id === SectionId.memory && memory !== null) &&
      !(id === SectionId.custom && (name === leaveOut || name.startsWith(debugPrefix))),
  );
  const pieces = [...additions.keys()].reduce(withSection, kept).flatMap((section) => {
    const entries = additions.get(section.id) ?? [];
    const isBounded = section.id === SectionId.table && growsTables;
    if (section.id === SectionId.export && exportedFunctions !== undefined) {
      const exports = keptExports(module, exportedFunctions);
      return writeSection(section.id, exports.length + entries.length, [...exports, ...entries]);
    }
    if (entries.length === 0 && !isBounded) return [section];
    const { count, rest } = contentOf(module.bytes, section);
    const isCode = section.id === SectionId.code && recorder !== null;
    const own = isCode
      ? replaceInstructions(module, rest, memoryGrows, recorder.call)
      : isBounded
        ? boundTables(module, rest)
        : [rest];
    return writeSection(section.id, count + entries.length, [...own, ...entries]);
  });
  const { bytes, shifts } = joinPieces(module.bytes, [header, ...pieces], codeOf(module));
  return {
    bytes,
    memoryImported: memory !== null,
    globals: [...globals.map(globalName), ...(recorder === null ? [] : [refusedGrowthExport])],
    codeShifts: shifts,
  };
}

function keptExports({ exports }: WasmModule, functions: ReadonlySet<string>): Uint8Array[] {
  return exports.filter(({ kind, name }) => kind !== 'function' || functions.has(name)).map(encodeExport);
}

function memoryImport({ bytes, memories }: WasmModule): Uint8Array {
  const { start, end } = memories[0]!;
  return concatenate([
    encodeName('atelier'),
    encodeName('memory'),
    Uint8Array.of(entryKind.memory),
    bytes.subarray(start, end),
  ]);
}

function mutableGlobals(module: WasmModule): number[] {
  const imported = importedCount(module, 'global');
  return module.globals.flatMap(({ mutable }, index) => (mutable ? [imported + index] : []));
}

const globalName = (index: number): string => `atelier.global.${index}`;
const globalExport = (index: number): Uint8Array =>
  encodeExport({ name: globalName(index), kind: 'global', index });

/** The instructions of the module, from the first to the last. */
export function codeOf({ bodies }: WasmModule): Span {
  return { start: bodies[0]?.start ?? 0, end: bodies.at(-1)?.end ?? 0 };
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

/** How many entries a section has, and where they are; one that was put in has none. */
export function contentOf(bytes: Uint8Array, { name, content, end }: Section): { count: number; rest: Span } {
  const reader = new ByteReader(bytes, `${name} section`, content, end);
  const count = reader.done ? 0 : reader.unsigned();
  return { count, rest: { start: reader.offset, end } };
}

/** A section of that many entries. */
export function writeSection(id: number, count: number, entries: readonly Piece[]): Piece[] {
  const content = [encodeLeb128(count), ...entries];
  return [Uint8Array.of(id), encodeLeb128(lengthOf(content)), ...content];
}
