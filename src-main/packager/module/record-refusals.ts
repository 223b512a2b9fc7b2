import { refusedGrowthExport } from '../../contract/executable.ts';
import { concatenate, encodeExport } from './encode-entries.ts';
import { encodeLeb128 } from './leb128.ts';
import { importedCount, SectionId, type WasmModule } from './wasm-module.ts';

/** What a module gets so that a refused `memory.grow` can be told from outside. */
export interface RefusalRecorder {
  /** Entries to append to sections, by the section's id. */
  readonly entries: ReadonlyMap<number, readonly Uint8Array[]>;
  /** What stands in the place of every `memory.grow`. */
  readonly call: Uint8Array;
}

/** `(func (param i32) (result i32))`, as the type section has it. */
const growType = Uint8Array.of(0x60, 1, 0x7f, 1, 0x7f);
/** A mutable `i32` that begins as 0. */
const global = Uint8Array.of(0x7f, 0x01, 0x41, 0x00, 0x0b);

/**
 * Makes the function that grows the memory and keeps what was refused in a global, which is exported: the number of
 * pages asked for, made negative once a later request was granted (contract/executable.ts). Whatever is added comes
 * behind what the module has, so that every index stays what it was.
 */
export function refusalRecorder(module: WasmModule): RefusalRecorder {
  const globalIndex = importedCount(module, 'global') + module.globals.length;
  const functionIndex = importedCount(module, 'function') + module.functions.length;
  return {
    entries: new Map<number, readonly Uint8Array[]>([
      [SectionId.type, [growType]],
      [SectionId.function, [encodeLeb128(module.types.length)]],
      [SectionId.global, [global]],
      [SectionId.export, [encodeExport({ name: refusedGrowthExport, kind: 'global', index: globalIndex })]],
      [SectionId.code, [growFunction(globalIndex)]],
    ]),
    call: concatenate([Uint8Array.of(0x10), encodeLeb128(functionIndex)]),
  };
}

function growFunction(globalIndex: number): Uint8Array {
  const get = [0x23, ...encodeLeb128(globalIndex)];
  const set = [0x24, ...encodeLeb128(globalIndex)];
  const body = [
    ...[1, 1, 0x7f], // one more local, an i32: the former size
    ...[0x20, 0, 0x40, 0, 0x22, 1], // local.get 0, memory.grow, local.tee 1
    ...[0x41, 0x7f, 0x46, 0x04, 0x40], // i32.const -1, i32.eq, if
    ...[0x20, 0, 0x41, 0xff, 0xff, 0xff, 0xff, 0x07], // local.get 0, i32.const 0x7fffffff
    ...[0x20, 0, 0x41, 0, 0x4e, 0x1b, ...set], // local.get 0, i32.const 0, i32.ge_s, select, global.set
    ...[0x05, ...get, 0x41, 0, 0x4a, 0x04, 0x40], // else, global.get, i32.const 0, i32.gt_s, if
    ...[0x41, 0, ...get, 0x6b, ...set], // i32.const 0, global.get, i32.sub, global.set
    ...[0x0b, 0x0b, 0x20, 1, 0x0b], // end, end, local.get 1, end
  ];
  return Uint8Array.of(...encodeLeb128(body.length), ...body);
}
