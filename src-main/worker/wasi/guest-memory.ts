import type { DirtyPages } from '../dirty-pages.ts';

/** Thrown by accessors when a guest's pointer is outside of its memory; the call then answers `efault`. */
export const memoryFault = Symbol('memory fault');

const noBytes = new Uint8Array(0);

/**
 * The linear memory of a guest as hostcalls see it: pointers are unsigned, every access is checked, and views
 * survive growth (a memory that grows detaches the buffer of its former views, whose length is then 0).
 */
export class GuestMemory {
  /** Where the guest's writes are kept account of, what the host writes is as well. */
  dirty: DirtyPages | null = null;
  readonly #onGrowth: (byteLength: number) => void;
  #memory: WebAssembly.Memory | null = null;
  #bytes: Uint8Array<ArrayBuffer> = noBytes;
  #view = new DataView(noBytes.buffer);

  /** Calls `onGrowth` with the new size in bytes when a call finds that the guest has grown its memory. */
  constructor(onGrowth: (byteLength: number) => void = () => undefined) {
    this.#onGrowth = onGrowth;
  }

  /** Says which memory it is: a module that exports its own has one only after its instantiation. */
  attach(memory: WebAssembly.Memory): void {
    this.#memory = memory;
    this.#see(memory.buffer);
  }

  /** The whole memory, to read. Fetch it anew after anything that may run the guest. */
  get bytes(): Uint8Array<ArrayBuffer> {
    if (this.#bytes.length === 0 && this.#memory !== null) this.#refresh(this.#memory);
    return this.#bytes;
  }

  /** A view of `size` bytes at `pointer`, to read or to write. */
  slice(pointer: number, size: number): Uint8Array<ArrayBuffer> {
    const bytes = this.bytes;
    if (pointer + size > bytes.length) throw memoryFault;
    this.dirty?.mark(pointer, size);
    return bytes.subarray(pointer, pointer + size);
  }

  readU8(pointer: number): number {
    return this.#at(pointer, 1).getUint8(pointer);
  }
  readU16(pointer: number): number {
    return this.#at(pointer, 2).getUint16(pointer, true);
  }
  readU32(pointer: number): number {
    return this.#at(pointer, 4).getUint32(pointer, true);
  }
  readU64(pointer: number): bigint {
    return this.#at(pointer, 8).getBigUint64(pointer, true);
  }
  writeU8(pointer: number, value: number): void {
    this.#room(pointer, 1).setUint8(pointer, value);
  }
  writeU16(pointer: number, value: number): void {
    this.#room(pointer, 2).setUint16(pointer, value, true);
  }
  writeU32(pointer: number, value: number): void {
    this.#room(pointer, 4).setUint32(pointer, value, true);
  }
  writeU64(pointer: number, value: bigint): void {
    this.#room(pointer, 8).setBigUint64(pointer, value, true);
  }

  #at(pointer: number, size: number): DataView<ArrayBuffer> {
    if (pointer + size > this.bytes.length) throw memoryFault;
    return this.#view;
  }

  #room(pointer: number, size: number): DataView<ArrayBuffer> {
    const view = this.#at(pointer, size);
    this.dirty?.mark(pointer, size);
    return view;
  }

  #refresh(memory: WebAssembly.Memory): void {
    this.#see(memory.buffer);
    this.#onGrowth(memory.buffer.byteLength);
  }

  #see(buffer: ArrayBuffer): void {
    this.#bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
  }
}
