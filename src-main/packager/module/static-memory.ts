import { ByteReader } from './byte-reader.ts';
import { readLeb128 } from './leb128.ts';
import { walkInstructions } from './walk-instructions.ts';
import { SectionId, type Span, type WasmModule } from './wasm-module.ts';

/** What memory holds before the program runs. */
export interface StaticMemory {
  /** So many bytes from an address on; where no segment writes, memory is zero, and linkers leave zeros out. */
  bytesAt(address: number, length: number): Uint8Array;
}

interface Segment extends Span {
  readonly address: number;
}

const [i32Const, i64Const] = [0x41, 0x42];

/**
 * The data segments of memory 0 that lie at an address known from the file (WebAssembly core specification 2.0, 5.5.14).
 * A section that can't be read, and segments whose place the program decides, count as no data.
 */
export function readStaticMemory(module: WasmModule): StaticMemory {
  const segments = readSegments(module);
  return {
    bytesAt(address, length) {
      const bytes = new Uint8Array(length);
      for (const { address: first, start, end } of segments) {
        const from = Math.max(address, first);
        const to = Math.min(address + length, first + end - start);
        if (from < to)
          bytes.set(module.bytes.subarray(start + from - first, start + to - first), from - address);
      }
      return bytes;
    },
  };
}

function readSegments({ bytes, sections }: WasmModule): Segment[] {
  const section = sections.find(({ id }) => id === SectionId.data);
  if (section === undefined) return [];
  try {
    const reader = new ByteReader(bytes, 'data section', section.content, section.end);
    return reader.vector(() => readSegment(reader)).filter((segment) => segment !== null);
  } catch {
    return [];
  }
}

/** Flags: 0 for memory 0, 1 for a passive segment, 2 for a memory that is named. */
function readSegment(reader: ByteReader): Segment | null {
  const flags = reader.unsigned();
  const memory = flags === 2 ? reader.unsigned() : 0;
  const address = flags === 1 ? null : readAddress(reader);
  const length = reader.unsigned();
  const start = reader.offset;
  reader.moveTo(start + length);
  return memory !== 0 || address === null ? null : { address, start, end: reader.offset };
}

/** The constant that an offset expression is; null for any other, such as a global. */
function readAddress(reader: ByteReader): number | null {
  const { bytes, offset, end } = reader;
  const walked = walkInstructions(bytes, offset, end, () => undefined);
  reader.moveTo(walked.end);
  const isConstant = bytes[offset] === i32Const || bytes[offset] === i64Const;
  // Signed in the format; what is negative there becomes an address that no segment has.
  return isConstant && walked.instructions === 2 ? readLeb128(bytes, offset + 1) : null;
}
