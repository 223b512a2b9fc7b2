import { dirtyPageBytes, dirtyPageShift, dirtyPagesImport, dirtyReach } from '../contract/dirty-pages.ts';
import { wasmPageBytes } from '../contract/limits.ts';

/** Hears of a stretch of memory: its first byte, and the first one behind it. */
export type StretchVisitor = (start: number, end: number) => void;

const marksInWord = 4;

/**
 * Which pages of an instance's memory were written since it was last as an image has it. Its module marks what its own
 * code writes; what the host writes for it is marked here.
 */
export class DirtyPages {
  /** What the module imports, by name. */
  readonly imports: Readonly<Record<string, WebAssembly.ImportValue>>;
  readonly #marks: Uint8Array;
  readonly #words: Uint32Array;

  /** For a memory of at most that many pages of 64 KiB. */
  constructor(maximumPages: number) {
    const initial = Math.ceil((maximumPages * wasmPageBytes) / dirtyPageBytes / wasmPageBytes);
    const memory = new WebAssembly.Memory({ initial, maximum: initial });
    this.imports = { [dirtyPagesImport.name]: memory };
    this.#marks = new Uint8Array(memory.buffer);
    this.#words = new Uint32Array(memory.buffer);
  }

  /** Null for a module that doesn't keep account of its writes. */
  static of(imports: readonly WebAssembly.ModuleImportDescriptor[], maximumPages: number): DirtyPages | null {
    const { module: from, name } = dirtyPagesImport;
    const isTracked = imports.some((entry) => entry.module === from && entry.name === name);
    return isTracked ? new DirtyPages(maximumPages) : null;
  }

  /** Something is or will be written there. */
  mark(start: number, size: number): void {
    if (size > 0) this.#marks.fill(1, start >>> dirtyPageShift, ((start + size - 1) >>> dirtyPageShift) + 1);
  }

  /** The memory is as an image has it. */
  clear(): void {
    this.#words.fill(0);
  }

  /** Visits all that may have been written of a memory of that size, in ascending order, and clears it. */
  drain(memoryBytes: number, visit: StretchVisitor): void {
    const pages = memoryBytes / dirtyPageBytes;
    for (let page = 0; page < pages; ) {
      if (page % marksInWord === 0 && this.#words[page / marksInWord] === 0) page += marksInWord;
      else if (this.#marks[page] === 0) page += 1;
      else page = this.#drainFrom(page, pages, memoryBytes, visit);
    }
  }

  /** Visits the stretch that begins with this page, and gives the first page that doesn't belong to it. */
  #drainFrom(first: number, pages: number, memoryBytes: number, visit: StretchVisitor): number {
    let page = first;
    while (page < pages && this.#marks[page] !== 0) {
      this.#marks[page] = 0;
      page += 1;
    }
    visit(first * dirtyPageBytes, Math.min(page * dirtyPageBytes + dirtyReach, memoryBytes));
    return page;
  }
}
