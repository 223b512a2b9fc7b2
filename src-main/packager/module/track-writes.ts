import { dirtyPageShift, dirtyPagesImport } from '../../contract/dirty-pages.ts';
import { ByteReader } from './byte-reader.ts';
import { concatenate, encodeName, entryKind } from './encode-entries.ts';
import { encodeLeb128 } from './leb128.ts';
import { joinPieces, lengthOf, type Piece, type Shift } from './pieces.ts';
import { codeOf, contentOf, header, writeSection } from './rewrite-module.ts';
import { trackBody, UntrackableWrite } from './track-body.ts';
import { UnknownInstruction } from './walk-instructions.ts';
import { functionType, importedCount, type Section, SectionId, type WasmModule } from './wasm-module.ts';

/** A module that keeps account of its writes (contract/dirty-pages.ts). */
export interface TrackedModule {
  readonly bytes: Uint8Array;
  /** From where its code was moved, as {@link joinPieces} tells it. */
  readonly shifts: readonly Shift[];
}

/** `(func (param i32 i32))`, as the type section has it. */
const markType = Uint8Array.of(0x60, 2, 0x7f, 0x7f, 0);

/**
 * Makes a module keep account of the pages of its memory that it writes to, so that a worker can put back those alone.
 * Takes an executable's module, whose memory is imported. Null where that can't be done: no memory of that kind, or
 * instructions that write in a way which is not understood.
 */
export function trackWrites(module: WasmModule): TrackedModule | null {
  if (!hasTrackableMemory(module)) return null;
  const additions = new Map<number, Uint8Array>([
    [SectionId.type, markType],
    [SectionId.import, dirtyPages()],
    [SectionId.function, encodeLeb128(module.types.length)],
  ]);
  try {
    const pieces = module.sections.flatMap((section): Piece[] => {
      if (section.id === SectionId.code) return trackCode(module, section);
      const addition = additions.get(section.id);
      if (addition === undefined) return [section];
      const { count, rest } = contentOf(module.bytes, section);
      return writeSection(section.id, count + 1, [rest, addition]);
    });
    return joinPieces(module.bytes, [header, ...pieces], codeOf(module));
  } catch (error) {
    if (error instanceof UntrackableWrite || error instanceof UnknownInstruction) return null;
    throw error;
  }
}

/** Its one memory is the imported one, of 32-bit addresses, and there is code that could write to it. */
function hasTrackableMemory(module: WasmModule): boolean {
  const [memory, ...others] = module.imports.flatMap((entry) =>
    entry.kind === 'memory' ? [entry.memory] : [],
  );
  if (memory === undefined || others.length > 0 || module.memories.length > 0) return false;
  return !memory.wide && !memory.shared && module.bodies.length > 0;
}

/** The memory of marks has the index 1, for the module's own is imported before it. */
function dirtyPages(): Uint8Array {
  return concatenate([
    encodeName(dirtyPagesImport.module),
    encodeName(dirtyPagesImport.name),
    Uint8Array.of(entryKind.memory, 0, 1),
  ]);
}

function trackCode(module: WasmModule, section: Section): Piece[] {
  const { bytes, bodies } = module;
  const { count, rest } = contentOf(bytes, section);
  const reader = new ByteReader(bytes, 'code section', rest.start, rest.end);
  const imported = importedCount(module, 'function');
  const markFunction = imported + module.functions.length;
  const entries = bodies.flatMap((body, index): Piece[] => {
    const start = reader.offset;
    reader.unsigned();
    const locals = { start: reader.offset, end: body.start };
    reader.moveTo(body.end);
    const parameters = functionType(module, imported + index)!.parameters.length;
    const tracked = trackBody(bytes, { locals, body, parameters, markFunction });
    return tracked === null ? [{ start, end: body.end }] : [encodeLeb128(lengthOf(tracked)), ...tracked];
  });
  return writeSection(section.id, count + 1, [...entries, markFunctionBody()]);
}

/** Marks every page from an address on, as far as that many bytes reach; nothing where there are none. */
function markFunctionBody(): Uint8Array {
  const [start, size, last] = [0, 1, 2];
  const pageOf = [0x41, dirtyPageShift, 0x76]; // i32.const, i32.shr_u
  const body = [
    ...[1, 1, 0x7f], // one local, an i32
    ...[0x20, size, 0x45, 0x04, 0x40, 0x0f, 0x0b], // local.get, i32.eqz, if, return, end
    ...[0x20, start, 0x20, size, 0x6a, 0x41, 1, 0x6b, ...pageOf, 0x21, last], // last = page of (start + size - 1)
    ...[0x20, start, ...pageOf, 0x22, start], // start = page of start
    ...[0x41, 1, 0x20, last, 0x20, start, 0x6b, 0x41, 1, 0x6a], // 1, last - start + 1
    ...[0xfc, 0x0b, 1, 0x0b], // memory.fill 1, end
  ];
  return Uint8Array.of(...encodeLeb128(body.length), ...body);
}
