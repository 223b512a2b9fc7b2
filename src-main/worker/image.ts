/**
 * What a module's instances are right after their start-up: the extent of memory that is not zero, and the mutable
 * globals. Putting it back makes a used instance new again, at the price of a copy.
 */
export interface Image {
  /** Bytes of the whole memory; one that has another size now can't be restored. */
  readonly memoryBytes: number;
  /** Where the extent begins. */
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly globals: readonly GlobalValue[];
}

interface GlobalValue {
  readonly name: string;
  readonly value: unknown;
}

type Exports = Readonly<Record<string, WebAssembly.ExportValue>>;

/** Takes the image of a fresh instance; `globals` names the exports that hold its mutable globals. */
export function takeImage(memory: WebAssembly.Memory, exports: Exports, globals: readonly string[]): Image {
  const { offset, end } = nonZeroExtent(memory.buffer);
  return {
    memoryBytes: memory.buffer.byteLength,
    offset,
    bytes: new Uint8Array(memory.buffer.slice(offset, end)),
    globals: globals.map((name) => ({ name, value: globalOf(exports, name).value })),
  };
}

/** Puts an image back into an instance that has run. Gives false, and does nothing, when its memory has grown. */
export function putImageBack(image: Image, memory: WebAssembly.Memory, exports: Exports): boolean {
  const bytes = new Uint8Array(memory.buffer);
  if (bytes.length !== image.memoryBytes) return false;
  bytes.fill(0, 0, image.offset);
  bytes.fill(0, image.offset + image.bytes.length);
  writeImage(image, memory, exports);
  return true;
}

/**
 * Puts an image into an instance that has not run, of a module whose data segments lie within the image: the rest of
 * its memory is zero already, and not yet backed by the operating system's.
 */
export function writeImage(image: Image, memory: WebAssembly.Memory, exports: Exports): void {
  new Uint8Array(memory.buffer).set(image.bytes, image.offset);
  for (const { name, value } of image.globals) globalOf(exports, name).value = value;
}

/** Bounds of what is not zero, to the word of 64 bits; memories are whole pages. */
function nonZeroExtent(buffer: ArrayBuffer): { offset: number; end: number } {
  const words = new BigUint64Array(buffer);
  const first = words.findIndex((word) => word !== 0n);
  if (first === -1) return { offset: 0, end: 0 };
  return { offset: first * 8, end: (words.findLastIndex((word) => word !== 0n) + 1) * 8 };
}

function globalOf(exports: Exports, name: string): WebAssembly.Global {
  return exports[name] as WebAssembly.Global;
}
