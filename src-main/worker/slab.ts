/** Bytes of one slab; what is larger than a quarter of it gets a buffer of its own. */
const slabBytes = 64 * 1024;

/** Gives out parts of larger buffers: a buffer of its own for each would keep the garbage collector busy. */
export class Slab {
  #bytes = new Uint8Array(0);
  #used = slabBytes;

  /** So many bytes, which are zero. */
  take(length: number): Uint8Array<ArrayBuffer> {
    if (length > slabBytes >> 2) return new Uint8Array(length);
    if (this.#used + length > slabBytes) {
      this.#bytes = new Uint8Array(slabBytes);
      this.#used = 0;
    }
    this.#used += length;
    return this.#bytes.subarray(this.#used - length, this.#used);
  }
}
