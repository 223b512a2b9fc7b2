import { customSection, join, section } from './assemble.ts';

type Bytes = readonly number[];

const u16 = (value: number): Bytes => [value & 0xff, value >> 8];
const u32 = (value: number): Bytes => [...u16(value & 0xffff), ...u16(value >>> 16)];
const text = (value: string): Bytes => [...new TextEncoder().encode(value), 0];
const sized = (content: Bytes): Bytes => [...u32(content.length), ...content];

/** Tag, whether there are entries inside, and attributes with their forms. */
const abbreviations: Bytes = [
  ...[1, 0x11, 1, 0x03, 0x08, 0x10, 0x17, 0x1b, 0x08, 0x11, 0x01, 0x12, 0x06, 0, 0], // a unit
  ...[2, 0x2e, 1, 0x03, 0x08, 0x11, 0x01, 0x12, 0x06, 0, 0], // a function with code
  ...[3, 0x1d, 0, 0x31, 0x13, 0x11, 0x01, 0x12, 0x06, 0x58, 0x0b, 0x59, 0x0b, 0, 0], // one that was inlined
  ...[4, 0x2e, 0, 0x03, 0x08, 0, 0], // a function without code of its own
  0,
];

/** Line program of code at 0x10 to 0x30: rows at 0x10 (3:1), 0x18 (8:5), 0x20 (4:1); a dropped function is at 0. */
const rows: Bytes = [
  ...[0, 5, 2, ...u32(0), 1, 2, 0x18, 1, 0, 1, 1], // the linker leaves functions that it drops at 0
  ...[0, 5, 2, ...u32(0x10), 3, 2, 5, 1, 1], // line 1 + 2, column 1
  ...[2, 8, 3, 5, 5, 5, 1], // 8 on, 5 lines down
  ...[2, 8, 3, 0x7c, 5, 1, 1], // 8 on, 4 lines up
  ...[2, 0x10, 0, 1, 1], // the end
];

function lineTable(version: 4 | 5): Bytes {
  const opcodes: Bytes = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1];
  // folders, then files, by the paths and the numbers of folders that the formats before them announce
  const files: Bytes =
    version === 4
      ? [...text('lib'), 0, ...text('main.x'), 0, 0, 0, ...text('other.x'), 1, 0, 0, 0]
      : [
          ...[1, 1, 0x08, 2, ...text('/source'), ...text('lib')],
          ...[2, 1, 0x08, 2, 0x0b, 3, ...text('main.x'), 0, ...text('main.x'), 0, ...text('other.x'), 1],
        ];
  // shortest instruction, operations, statements, line base -5, line range 14, opcode base 13, operands, files
  const header: Bytes = [1, 1, 1, 0xfb, 14, 13, ...opcodes, ...files];
  const widths: Bytes = version === 5 ? [4, 0] : [];
  return sized([...u16(version), ...widths, ...sized(header), ...rows]);
}

function unit(version: 4 | 5): Bytes {
  const header: Bytes = version === 5 ? [1, 4, ...u32(0)] : [...u32(0), 4];
  const root: Bytes = [1, ...text('main.x'), ...u32(0), ...text('/source'), ...u32(0x10), ...u32(0x20)];
  // the length and the version come before these
  const helper = 6 + header.length + root.length;
  const entries: Bytes = [
    ...[4, ...text('helper')],
    ...[2, ...text('main'), ...u32(0x10), ...u32(0x20)],
    ...[3, ...u32(helper), ...u32(0x18), ...u32(8), 1, 3, 0], // called from main.x:3
    0,
  ];
  return sized([...u16(version), ...header, ...root, ...entries]);
}

/** Two functions by their sizes, of which the second begins at 0x10. */
function codeSection(): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(0x40);
  [content[0], content[1], content[0x0f]] = [2, 0x0d, 0x30];
  return section(10, content);
}

/**
 * A module, not a valid one, whose DWARF of that version says: `main` of `main.x` in `/source` has the code from 0x10 to
 * 0x30, and in it, at 0x18 to 0x20, the inlined `helper`, which line 3 called. `codeStart` is what offsets of the file
 * count from there.
 */
export function debugModule(version: 4 | 5): { wasm: Uint8Array; codeStart: number } {
  const code = codeSection();
  const wasm = join(
    Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0),
    code,
    customSection('.debug_abbrev', abbreviations),
    customSection('.debug_info', unit(version)),
    customSection('.debug_line', lineTable(version)),
  );
  return { wasm, codeStart: 8 + code.length - 0x40 };
}
