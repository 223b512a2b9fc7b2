/// <reference path="../../src-main/worker/webassembly.d.ts" />
import createAssembler from 'wabt';

const features = {
  bulk_memory: true,
  exceptions: true,
  function_references: true,
  memory64: true,
  multi_value: true,
  mutable_globals: true,
  reference_types: true,
  sat_float_to_int: true,
  sign_extension: true,
  simd: true,
  tail_call: true,
  threads: true,
};

const assembler = await createAssembler();

/** The WebAssembly of a text module, with the names of its functions; it is not checked for validity. */
export function assemble(text: string): Uint8Array<ArrayBuffer> {
  const module = assembler.parseWat('test.wat', text, features);
  try {
    return new Uint8Array(module.toBinary({ write_debug_names: true }).buffer);
  } finally {
    module.destroy();
  }
}

/** A section as it stands in a file: id, size and content. */
export function section(id: number, content: Uint8Array | readonly number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([id, ...size(content.length), ...content]);
}

/** A custom section of that name. */
export function customSection(
  name: string,
  content: Uint8Array | readonly number[],
): Uint8Array<ArrayBuffer> {
  return section(0, [name.length, ...new TextEncoder().encode(name), ...content]);
}

/** The parts of a file, one after another. */
export function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}

/** Five bytes, as compilers write sizes that they fill in later. */
function size(length: number): number[] {
  return [0, 7, 14, 21].map((shift) => ((length >>> shift) & 0x7f) | 0x80).concat(length >>> 28);
}
