import type { DirtyPages } from './dirty-pages.ts';

/**
 * What a module's instances are right after their start-up: the extent of memory that is not zero, what lies over it,
 * and the mutable globals. Putting it back makes a used instance new again, at the price of a copy.
 */
export interface Image {
  /** Bytes of the whole memory; one that has another size now can't be restored. */
  readonly memoryBytes: number;
  /** Nothing is ever written below this offset: what is zero there stays so. */
  readonly floor: number;
  readonly extent: Run;
  /** What is different from the extent, which is then another image's: in the order of their offsets. */
  readonly changes: readonly Run[];
  readonly globals: readonly GlobalValue[];
}

/** Bytes and where they begin in memory. */
interface Run {
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface GlobalValue {
  readonly name: string;
  readonly value: unknown;
}

type Exports = Readonly<Record<string, WebAssembly.ExportValue>>;

/** An extent begins and ends at a multiple of this; whole pages of zeros are found many times as fast as words. */
const pageBytes = 4096;
const zeroPage = new Uint8Array(pageBytes);

/**
 * Images are compared in blocks of this size. Measured with images of QuickJS, 512 KiB: blocks of 256 bytes keep
 * 53 KiB of a small function and 4,096 keep 228, while a hundred short runs are put back as fast as twenty long ones.
 */
const blockBytes = 256;

/**
 * Takes the image of a fresh instance; `globals` names the exports that hold its mutable globals. A guest that can
 * write wherever it likes has its floor at 0.
 */
export function takeImage(
  memory: WebAssembly.Memory,
  exports: Exports,
  globals: readonly string[],
  floor = 0,
): Image {
  return {
    memoryBytes: memory.buffer.byteLength,
    floor,
    extent: nonZeroExtent(memory.buffer),
    changes: [],
    globals: globals.map((name) => ({ name, value: globalOf(exports, name).value })),
  };
}

/** The same of an instance that began with another image: of that, which has no changes, it shares the extent. */
export function takeChangedImage(
  memory: WebAssembly.Memory,
  exports: Exports,
  { extent, floor, globals }: Image,
): Image {
  return {
    memoryBytes: memory.buffer.byteLength,
    floor,
    extent,
    changes: changesSince(extent, memory.buffer),
    globals: globals.map(({ name }) => ({ name, value: globalOf(exports, name).value })),
  };
}

/** Bytes that an image has for itself. */
export function ownBytes({ extent, changes }: Image): number {
  const runs = changes.length === 0 ? [extent] : changes;
  return runs.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** Puts an image back into an instance that has run. Gives false, and does nothing, when its memory has grown. */
export function putImageBack(image: Image, memory: WebAssembly.Memory, exports: Exports): boolean {
  const bytes = new Uint8Array(memory.buffer);
  if (bytes.length !== image.memoryBytes) return false;
  bytes.fill(0, image.floor, image.extent.offset);
  bytes.fill(0, endOf(image.extent));
  writeImage(image, memory, exports);
  return true;
}

/**
 * Does the same for an instance that keeps account of its writes, and was as the image has it before: what it did not
 * write to is left alone. Such an image has no changes to another one.
 */
export function putWrittenPagesBack(
  { memoryBytes, extent, globals }: Image,
  dirty: DirtyPages,
  memory: WebAssembly.Memory,
  exports: Exports,
): boolean {
  if (memory.buffer.byteLength !== memoryBytes) return false;
  const bytes = new Uint8Array(memory.buffer);
  dirty.drain(memoryBytes, (start, end) => copyExtent(extent, bytes, start, end));
  writeGlobals(globals, exports);
  return true;
}

/** Writes what an extent, and the zeros around it, have between two offsets. */
function copyExtent(extent: Run, memory: Uint8Array, start: number, end: number): void {
  const [from, until] = [Math.max(start, extent.offset), Math.min(end, endOf(extent))];
  if (from >= until) memory.fill(0, start, end);
  else {
    // Filling nothing takes as long as copying a page.
    if (start < from) memory.fill(0, start, from);
    memory.set(extent.bytes.subarray(from - extent.offset, until - extent.offset), from);
    if (until < end) memory.fill(0, until, end);
  }
}

/**
 * Puts an image into an instance that has not run, of a module whose data segments lie within the image: the rest of
 * its memory is zero already, and not yet backed by the operating system's.
 */
export function writeImage(image: Image, memory: WebAssembly.Memory, exports: Exports): void {
  const memoryBytes = new Uint8Array(memory.buffer);
  memoryBytes.set(image.extent.bytes, image.extent.offset);
  for (const { offset, bytes } of image.changes) memoryBytes.set(bytes, offset);
  writeGlobals(image.globals, exports);
}

function writeGlobals(globals: readonly GlobalValue[], exports: Exports): void {
  for (const { name, value } of globals) globalOf(exports, name).value = value;
}

/** What is not zero, in whole pages. */
function nonZeroExtent(buffer: ArrayBuffer): Run {
  const memory = Buffer.from(buffer);
  const isZero = (page: number) => memory.compare(zeroPage, 0, pageBytes, page, page + pageBytes) === 0;
  let [offset, end] = [0, memory.length];
  while (offset < end && isZero(offset)) offset += pageBytes;
  while (end > offset && isZero(end - pageBytes)) end -= pageBytes;
  return { offset, bytes: new Uint8Array(buffer.slice(offset, end)) };
}

/** What is different in a memory that had only this extent, which its changes are found in without a copy of it. */
function changesSince(extent: Run, buffer: ArrayBuffer): Run[] {
  const memory = Buffer.from(buffer);
  const runs: { offset: number; end: number }[] = [];
  for (let page = 0; page < memory.length; page += pageBytes) {
    const inExtent = page >= extent.offset && page < endOf(extent);
    const [before, start] = inExtent ? [extent.bytes, page - extent.offset] : [zeroPage, 0];
    const isSame = (offset: number, bytes: number) =>
      memory.compare(before, start + offset, start + offset + bytes, page + offset, page + offset + bytes) ===
      0;
    if (isSame(0, pageBytes)) continue;
    for (let block = 0; block < pageBytes; block += blockBytes)
      if (!isSame(block, blockBytes)) append(runs, page + block, blockBytes);
  }
  return packed(memory, runs);
}

function append(runs: { offset: number; end: number }[], offset: number, bytes: number): void {
  const last = runs.at(-1);
  if (last?.end === offset) last.end += bytes;
  else runs.push({ offset, end: offset + bytes });
}

/** Copies parts of a memory into one buffer: as many buffers would be dearer than what is in them. */
function packed(memory: Uint8Array, parts: readonly { offset: number; end: number }[]): Run[] {
  const room = new Uint8Array(parts.reduce((sum, { offset, end }) => sum + end - offset, 0));
  let used = 0;
  return parts.map(({ offset, end }) => {
    const bytes = room.subarray(used, used + end - offset);
    bytes.set(memory.subarray(offset, end));
    used += bytes.length;
    return { offset, bytes };
  });
}

function endOf({ offset, bytes }: Run): number {
  return offset + bytes.length;
}

function globalOf(exports: Exports, name: string): WebAssembly.Global {
  return exports[name] as WebAssembly.Global;
}
